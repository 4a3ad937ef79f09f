/** How fast the outbox grows at the moment. */
import { sql } from 'kysely';
import type { Reader } from '../data/database.ts';

/** How many of the newest `among` events are of the topic and younger than `since` (milliseconds, the writer's clock). */
export async function countOfNewest(db: Reader, topic: string, since: number, among: number): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (select topic, at from outbox order by position desc limit ${among}) as newest where topic = ${topic} and at > ${since}`.execute(
    db.read,
  );
  return rows[0]!.total;
}
