/** What the cache reported of a fetch, in sentences: why it was not answered from there, why it is not kept, why it was asked as the client. */
import type { AnswerFreshness } from '../caching/answer-freshness.ts';
import type { CacheReport } from '../caching/cache-report.ts';
import { MAX_TAGS } from '../caching/question-tags.ts';
import type { Unkept } from '../caching/unkept.ts';
import type { ExplainedFetch, FetchCache, WholeAnswer } from './explanation.ts';

const MOST_TAGS_SHOWN = 20;

export function fetchCache(report: CacheReport): FetchCache {
  const { scope, outcomes, fromMemory, why, lifetime, tags } = report;
  return {
    scope,
    outcomes,
    fromMemory,
    why,
    because: [...missed(report), ...unkept(report), ...unstored(report), ...asked(report), ...compared(report)],
    freshMs: lifetime === null || lifetime.freshMs === Infinity ? null : lifetime.freshMs,
    tags: tags.slice(0, MOST_TAGS_SHOWN),
    tagCount: tags.length,
  };
}

/** @returns null where there is no cache */
export function wholeAnswer(fetches: readonly ExplainedFetch[], freshness: AnswerFreshness | null, hasErrors: boolean): WholeAnswer | null {
  const sent = fetches.flatMap(({ id, run }) => (run.state === 'not sent' ? [] : [{ id, cache: run.cache }]));
  if (!sent.some(({ cache }) => cache !== null)) return null;
  if (freshness === null) {
    const unkeptIds = sent.filter(({ cache }) => cache === null || cache.freshMs === null).map(({ id }) => `#${id}`);
    const because = [...(hasErrors ? ['it has errors'] : []), ...(unkeptIds.length > 0 ? [`${unkeptIds.join(', ')} may not be kept`] : [])];
    return { kept: 'no', freshMs: null, because: because.length > 0 ? because : ['nothing says for how long'] };
  }
  const { freshMs } = freshness.lifetime;
  if (freshness.scope === 'public') return { kept: 'for everybody', freshMs, because: [] };
  const own = sent.filter(({ cache }) => cache?.scope === 'private').map(({ id }) => `#${id}`);
  return {
    kept: 'for clients without a viewer',
    freshMs,
    because: [`${own.join(', ')} ${own.length === 1 ? 'was' : 'were'} asked as the client`],
  };
}

function missed({ outcomes, why, invalidatedBy }: CacheReport): string[] {
  const tags = invalidatedBy.length === 0 ? 'too much was since, to say by which tag' : `by ${invalidatedBy.join(', ')}`;
  const sentences = {
    absent: 'never kept, or gone to make room',
    expired: 'too old',
    invalidated: tags,
    unavailable: 'Redis could not be asked, or is yet to be told what has become wrong',
    'not current': 'memory was passed over, since what others invalidate could not be heard',
  };
  return [
    ...Object.entries(why).map(([reason, count]) => `${count} ${reason}: ${sentences[reason as keyof typeof sentences]}`),
    ...(outcomes.joined === undefined ? [] : [`${outcomes.joined} joined: another request was asking already`]),
    ...(outcomes.stale === undefined ? [] : [`${outcomes.stale} stale: old, and renewed behind this answer`]),
    ...(outcomes['on error'] === undefined ? [] : [`${outcomes['on error']} on error: old, and shown since the subgraph failed`]),
  ];
}

function unkept({ unkept: those }: CacheReport): string[] {
  return those.map((one) => `${one.count} not kept: ${unkeptSentence(one)}`);
}

function unkeptSentence({ reason, field }: Unkept): string {
  switch (reason) {
    case 'no hint':
      return `nothing says how long ${field ?? 'it'} is kept (@cacheControl, or CACHE_RULES)`;
    case 'no time':
      return `${field ?? 'something in it'} says maxAge 0`;
    case 'too many tags':
      return `it would have more than ${MAX_TAGS} tags`;
    case 'nothing said':
      return 'nothing says how long anything of this subgraph is kept (@cacheControl, or CACHE_RULES)';
    case 'switched off':
      return 'nothing of this subgraph is: its rules say keep: false, or what it writes is not heard of here';
  }
}

function unstored({ unstored: counts }: CacheReport): string[] {
  return [
    ...(counts.errors === undefined ? [] : [`${counts.errors} not stored: the subgraph answered with errors`]),
    ...(counts['no store'] === undefined ? [] : [`${counts['no store']} not stored: the subgraph’s Cache-Control forbids it`]),
  ];
}

function asked({ scope, privateField }: CacheReport): string[] {
  if (scope === 'public') return [];
  return [
    privateField === null
      ? 'asked as the client: the subgraph is not declared public'
      : `asked as the client: ${privateField} may be answered to each differently (PRIVATE, or guarded)`,
  ];
}

function compared({ differing }: CacheReport): string[] {
  if (differing === undefined) return [];
  return [
    differing.length === 0
      ? 'compared with the subgraph: the same'
      : `compared with the subgraph, which is what you see: it differs in ${differing.join(', ')}`,
  ];
}
