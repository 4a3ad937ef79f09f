/** Fetches as bars on one axis, one below the other, with lines from each to those that wait for it. */
import type { ReactNode } from 'react';
import type { PlannedFetch } from '../../../src/gateway/explain/explanation.ts';
import type { Axis, Span } from './spans.ts';

export interface Row {
  readonly fetch: PlannedFetch;
  /** Null where it was not sent. */
  readonly span: Span | null;
  readonly failed: boolean;
  /** Answered without asking the subgraph. */
  readonly cached: boolean;
  /** At the end of the row's first line. */
  readonly note: string;
}

interface WaterfallProps {
  readonly label: string;
  readonly axis: Axis;
  readonly rows: readonly Row[];
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  /** Drawn above the rows, on the same axis. */
  readonly head?: ReactNode;
}

/** explain.css draws rows as high as this; the lines are drawn in pixels downwards and in hundredths across. */
const ROW_PX = 46;
const BAR_MIDDLE_PX = 34;
const BAR_HALF_PX = 6;

export function Waterfall({ label, axis, rows, selected, onSelect, head }: WaterfallProps) {
  const hues = huesOf(rows);
  return (
    <div className="explain-waterfall">
      <div className="explain-axis" aria-hidden="true">
        {axis.ticks.map(({ at, label: text }) => (
          <span key={at} style={{ insetInlineStart: percent(at, axis) }}>
            {text}
          </span>
        ))}
      </div>
      {head}
      <div className="explain-rows">
        <Lines axis={axis} rows={rows} selected={selected} />
        <ol aria-label={label}>
          {rows.map((row) => (
            <li key={row.fetch.id}>
              <FetchRow
                row={row}
                axis={axis}
                hue={hues.get(row.fetch.subgraph)!}
                selected={selected === row.fetch.id}
                onSelect={onSelect}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

interface FetchRowProps {
  readonly row: Row;
  readonly axis: Axis;
  readonly hue: number;
  readonly selected: boolean;
  readonly onSelect: (id: number) => void;
}

function FetchRow({ row: { fetch, span, failed, cached, note }, axis, hue, selected, onSelect }: FetchRowProps) {
  return (
    <button type="button" className="explain-row" aria-pressed={selected} onClick={() => onSelect(fetch.id)}>
      <span className="explain-row-line">
        <span className="explain-id">#{fetch.id}</span> <bdi className="explain-subgraph">{fetch.subgraph}</bdi>{' '}
        <span className="explain-note" data-failed={failed || undefined}>
          {note}
        </span>
      </span>
      <span className="explain-track">
        {span && (
          <span
            className="explain-bar"
            data-hue={hue}
            data-failed={failed || undefined}
            data-cached={cached || undefined}
            style={{ insetInlineStart: percent(span.start, axis), inlineSize: percent(span.end - span.start, axis) }}
          />
        )}
      </span>
    </button>
  );
}

/** From the end of each bar down to the bars that waited for it. */
function Lines({ axis, rows, selected }: Pick<WaterfallProps, 'axis' | 'rows' | 'selected'>) {
  const positions = new Map(rows.map((row, index) => [row.fetch.id, { row, index }]));
  return (
    <svg className="explain-lines" viewBox={`0 0 100 ${rows.length * ROW_PX}`} preserveAspectRatio="none" aria-hidden="true">
      {rows.flatMap(({ fetch, span }, index) =>
        fetch.after.map((id) => {
          const earlier = positions.get(id);
          if (!span || !earlier?.row.span) return null;
          const from = (earlier.row.span.end / axis.length) * 100;
          const to = (span.start / axis.length) * 100;
          const top = earlier.index * ROW_PX + BAR_MIDDLE_PX + BAR_HALF_PX;
          const bottom = index * ROW_PX + BAR_MIDDLE_PX;
          const active = selected === fetch.id || selected === id;
          return <path key={`${id}-${fetch.id}`} data-active={active || undefined} d={`M${from} ${top}V${bottom}H${to}`} />;
        }),
      )}
    </svg>
  );
}

const HUES = 6;

/** One colour per subgraph, in order of appearance. */
function huesOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  const names = [...new Set(rows.map(({ fetch }) => fetch.subgraph))];
  return new Map(names.map((name, index) => [name, index % HUES]));
}

export function percent(value: number, axis: Axis): string {
  return `${(value / axis.length) * 100}%`;
}
