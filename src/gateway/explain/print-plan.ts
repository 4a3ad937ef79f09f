/** A plan as text, with what became of each fetch where it was run. */
import type { ExplainedFetch, Explanation, FetchCache, FetchRun, PlannedFetch, SentRepresentations, WholeAnswer } from './explanation.ts';

/** @param introspection whether fields of the operation are answered by the gateway itself. */
export function printPlan(fetches: readonly PlannedFetch[], introspection: boolean): string {
  const stages = Map.groupBy(fetches, ({ stage }) => stage);
  const last = Math.max(1, ...stages.keys());
  const texts = [...stages].map(
    ([stage, members]) =>
      (last > 1 ? `Stage ${stage} of ${last}${stage > 1 ? ', after the one before' : ''}\n\n` : '') +
      members.map((fetch) => printFetch(fetch)).join('\n'),
  );
  return (
    (texts.length === 0 ? 'No subgraph is asked.\n' : texts.join('\n')) +
    (introspection ? '\nIntrospection is answered by the gateway itself.\n' : '')
  );
}

/** The whole answer's times first, then each fetch with its own. */
export function printExplanation(explanation: Explanation): string {
  const { milliseconds, operationCache, programCache, phases, fetches, whole } = explanation;
  const lines = [
    `${milliseconds} ms: ${phases.map((phase) => `${phase.name} ${phase.milliseconds}`).join(', ')}`,
    `operation cache: ${operationCache}, plan cache: ${programCache}`,
    ...(whole === null ? [] : [wholeText(whole)]),
    '',
  ];
  return `${lines.join('\n')}\n${fetches.length === 0 ? 'No subgraph was asked.\n' : fetches.map(printFetch).join('\n')}`;
}

function printFetch(fetch: PlannedFetch | ExplainedFetch): string {
  const { id, subgraph, name, operation, after, conditions, entities, brings, neededFor } = fetch;
  const lines = [`#${id} ${subgraph} (${name})`];
  lines.push(after.length > 0 ? `   after ${after.map((earlier) => `#${earlier}`).join(', ')}` : '   at once');
  for (const condition of conditions) lines.push(`   only where ${condition}`);
  const several = new Set(entities.map(({ alias }) => alias)).size > 1;
  for (const { alias, path } of entities) lines.push(`   ${several ? `${alias}: ` : ''}for the entities at ${path}`);
  const further = neededFor.filter((path) => !brings.includes(path));
  if (brings.length > 0) lines.push(`   brings ${listed(brings)}`);
  if (further.length > 0) lines.push(`   needed for ${listed(further)}`);
  if ('run' in fetch) lines.push(...runLines(fetch.run).map((line) => `   ${line}`));
  lines.push(...operation.split('\n').map((line) => `   ${line}`), '');
  return lines.join('\n');
}

const MOST_LISTED = 12;

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_LISTED).join(', ');
  return paths.length > MOST_LISTED ? `${shown} and ${paths.length - MOST_LISTED} more` : shown;
}

function runLines(run: FetchRun): string[] {
  if (run.state === 'not sent') return [`not sent: ${run.because}`];
  const { start, milliseconds, representations, responseBytes, errors, cache } = run;
  return [
    `${run.state} in ${milliseconds} ms, sent at ${start} ms${responseBytes === null ? '' : `, ${responseBytes} bytes`}`,
    ...(representations === null ? [] : [sentText(representations)]),
    ...(cache === null ? [] : cacheLines(cache)),
    ...errors.map(({ message, code, path }) => `error${code ? ` ${code}` : ''}${path ? ` at ${path.join('.')}` : ''}: ${message}`),
  ];
}

function sentText({ sent, found }: SentRepresentations): string {
  return `${sent} representation${sent === 1 ? '' : 's'} for ${found} ${found === 1 ? 'entity' : 'entities'}`;
}

/** `whole answer: kept for everybody, fresh for 29 s` */
function wholeText({ kept, freshMs, because }: WholeAnswer): string {
  const how = kept === 'no' ? 'not kept' : `kept ${kept}, ${freshText(freshMs)}`;
  return `whole answer: ${how}${because.length === 0 ? '' : ` (${because.join('; ')})`}`;
}

/** `cache (public): hit 2, miss 1; fresh for 29 s`, and a line for each reason. */
function cacheLines({ scope, outcomes, because, freshMs, tags, tagCount }: FetchCache): string[] {
  const counted = Object.entries(outcomes).map(([name, count]) => `${name} ${count}`);
  const more = tagCount > tags.length ? ` and ${tagCount - tags.length} more` : '';
  return [
    `cache (${scope}): ${counted.join(', ')}; ${freshText(freshMs)}`,
    ...because.map((sentence) => `  ${sentence}`),
    ...(tags.length === 0 ? [] : [`  made of ${tags.join(', ')}${more}`]),
  ];
}

function freshText(freshMs: number | null): string {
  return freshMs === null ? 'not to be kept as a whole' : `fresh for ${Math.round(freshMs / 100) / 10} s`;
}
