/** Telling of many articles at once: what changed with them has no consumer that takes them one by one. */
import type { WriteContext } from './write-context.ts';

/** Ids in one event: some 15 KB. */
const AT_ONCE = 500;

/** Emits `topic` {articleIds}, each once; nothing where there are none. The subject is the first of them. */
export function emitArticles(context: WriteContext, topic: string, articleIds: Iterable<string>): void {
  const ids = [...new Set(articleIds)];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    context.emit({ topic, subjectId: some[0]!, payload: { articleIds: some } });
  }
}
