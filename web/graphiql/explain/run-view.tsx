/** How the last answer came about: the gateway's own time, and each fetch on the same axis. */
import type { Explanation, ExplainedFetch, FetchRun, WholeAnswer } from '../../../src/gateway/explain/explanation.ts';
import { FetchDetails } from './fetch-details.tsx';
import { bytesText, countText, freshText, millisecondsText } from './quantities.ts';
import { timeAxis, timeSpan, type Axis } from './spans.ts';
import { percent, Waterfall, type Row } from './waterfall.tsx';

interface RunViewProps {
  readonly explanation: Explanation;
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
}

export function RunView({ explanation, selected, onSelect }: RunViewProps) {
  const { milliseconds, operationCache, programCache, fetches, whole } = explanation;
  const axis = timeAxis(milliseconds);
  const chosen = fetches.find(({ id }) => id === selected) ?? fetches[0];
  const sent = fetches.filter(({ run }) => run.state !== 'not sent' && !isFromCache(run)).length;
  return (
    <>
      <div className="explain-chart">
        <p className="explain-summary">
          <strong>{millisecondsText(milliseconds)}</strong>, {countText(sent, 'request')} to subgraphs.{' '}
          {cacheText(operationCache, programCache)} {whole && wholeText(whole)}
        </p>
        <Waterfall
          label="Fetches over time"
          axis={axis}
          rows={fetches.map(toRow)}
          selected={chosen?.id ?? null}
          onSelect={onSelect}
          head={<Phases explanation={explanation} axis={axis} />}
        />
      </div>
      {chosen && <FetchDetails fetch={chosen} onSelect={onSelect} />}
    </>
  );
}

function cacheText(operation: Explanation['operationCache'], program: Explanation['programCache']): string {
  if (operation === 'miss') return 'A new operation: parsed, validated and planned.';
  return program === 'hit' ? 'The operation and its plan were known.' : 'The operation was known, its plan was not.';
}

function wholeText({ kept, freshMs, because }: WholeAnswer): string {
  const how = kept === 'no' ? 'Not kept whole' : `Kept whole ${kept}, ${freshText(freshMs)}`;
  return `${how}${because.length === 0 ? '' : `: ${because.join('; ')}`}.`;
}

function Phases({ explanation: { phases }, axis }: { readonly explanation: Explanation; readonly axis: Axis }) {
  return (
    <div className="explain-phases">
      <div className="explain-track" aria-hidden="true">
        {phases.map(({ name, start, milliseconds }) => (
          <span
            key={name}
            className="explain-phase"
            data-phase={name}
            style={{ insetInlineStart: percent(start, axis), inlineSize: percent(milliseconds, axis) }}
          />
        ))}
      </div>
      <ul className="explain-legend" aria-label="Time in the gateway">
        {phases.map(({ name, milliseconds }) => (
          <li key={name} data-phase={name}>
            {name} {millisecondsText(milliseconds)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function toRow(fetch: ExplainedFetch): Row {
  const { run } = fetch;
  return {
    fetch,
    span: timeSpan(fetch),
    failed: run.state === 'failed' || (run.state === 'answered' && run.errors.length > 0),
    cached: isFromCache(run),
    note: noteOf(fetch),
  };
}

function noteOf({ run }: ExplainedFetch): string {
  if (run.state === 'not sent') return 'not sent';
  return [
    run.state === 'failed' ? 'failed' : run.errors.length > 0 ? countText(run.errors.length, 'error') : null,
    isFromCache(run) ? 'cached' : null,
    millisecondsText(run.milliseconds),
    run.representations && entitiesText(run.representations),
    run.responseBytes === null ? null : bytesText(run.responseBytes),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** `20→6`: so many entities needed it, so many different ones were sent. */
function entitiesText({ found, sent }: { readonly found: number; readonly sent: number }): string {
  return found === sent ? `${sent}×` : `${found}→${sent}×`;
}

/** Whole: then the subgraph was not asked while the client waited. */
function isFromCache(run: FetchRun): boolean {
  return (
    run.state === 'answered' &&
    run.cache !== null &&
    Object.keys(run.cache.outcomes).every((outcome) => outcome === 'hit' || outcome === 'stale')
  );
}
