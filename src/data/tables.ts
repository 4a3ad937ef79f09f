/** Every table: what `insertRows` writes, and the rows as Kysely sees them. JSON is text, booleans are 0 or 1, times integer milliseconds. */
import type { Generated } from 'kysely';
import { articleTables } from './articles/article.tables.ts';
import { commentTables } from './comments/comment.tables.ts';
import { enrichmentTables } from './enrichments/enrichment.tables.ts';
import { userTables } from './platform/user.tables.ts';
import { sourceTables } from './sources/source.tables.ts';

export type ColumnType = 'text' | 'text or null' | 'integer' | 'integer or null' | 'real' | 'blob';
export type Columns = Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

/** By table, every column but those the database numbers itself. */
export const COLUMNS = {
  ...sourceTables,
  ...articleTables,
  ...commentTables,
  ...enrichmentTables,
  ...userTables,
  outbox: {
    topic: 'text',
    subject_id: 'text',
    payload: 'text',
    at: 'integer',
  },
  outbox_cursors: {
    consumer: 'text',
    position: 'integer',
    holder: 'text or null',
    leased_until: 'integer',
  },
  outbox_parked: {
    consumer: 'text',
    position: 'integer',
    topic: 'text',
    subject_id: 'text',
    payload: 'text',
    at: 'integer',
    error: 'text',
    parked_at: 'integer',
  },
  subjects: {
    id: 'text',
  },
  migrations: {
    name: 'text',
    at: 'integer',
  },
} as const satisfies Columns;

export type Tables = {
  [Name in keyof typeof COLUMNS]: RowOf<(typeof COLUMNS)[Name]> & (Name extends keyof Numbered ? Numbered[Name] : unknown);
};

/** Columns that the database numbers itself. */
interface Numbered {
  search_documents: { docid: Generated<number> };
  enrichment_vectors: { seq: Generated<number> };
  outbox: { position: Generated<number> };
}

type RowOf<Table extends Readonly<Record<string, ColumnType>>> = { -readonly [Column in keyof Table]: ValueOf[Table[Column]] };

/** A column's type, and what a row has in it. Both engines are given the same few. */
interface ValueOf {
  text: string;
  'text or null': string | null;
  integer: number;
  'integer or null': number | null;
  real: number;
  blob: Uint8Array;
}
