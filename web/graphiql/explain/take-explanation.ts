/** Takes what an answer tells of its making out of it: the response editor shows the answer as every client gets it. */
import { isAsyncIterable, type FetcherResultPayload } from '@graphiql/toolkit';
import type { Explanation } from '../../../src/gateway/explain/explanation.ts';

/** `1` asks; src/server/graphql/explain.ts answers, in development. */
export const EXPLAIN_HEADER = { 'x-newsgraph-explain': '1' } as const;

type Answer = FetcherResultPayload | FetcherResultPayload[];

/** One answer, or each part of one that comes in parts. Anything else (an Observable) is left as it is. */
export function takeExplanation<Result>(result: Result, keep: (explanation: Explanation) => void): Result {
  if (isAsyncIterable(result)) return fromEach(result as AsyncIterable<Answer>, keep) as Result;
  return typeof result === 'object' && result !== null && !('subscribe' in result) ? (fromOne(result as Answer, keep) as Result) : result;
}

async function* fromEach(parts: AsyncIterable<Answer>, keep: (explanation: Explanation) => void): AsyncGenerator<Answer> {
  for await (const part of parts) yield fromOne(part, keep);
}

function fromOne(answer: Answer, keep: (explanation: Explanation) => void): Answer {
  if (Array.isArray(answer)) return answer.map((part) => fromOne(part, keep) as FetcherResultPayload);
  const { extensions, ...rest } = answer as { extensions?: { explain?: Explanation } };
  if (extensions?.explain === undefined) return answer;
  const { explain, ...others } = extensions;
  keep(explain);
  return (Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest) as FetcherResultPayload;
}
