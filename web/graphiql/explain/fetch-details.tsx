/** All there is to say of one fetch: what became of it, what it asks, why, and after what. */
import type { ReactNode } from 'react';
import type { ExplainedFetch, FetchCache, FetchRun, PlannedFetch } from '../../../src/gateway/explain/explanation.ts';
import { bytesText, countText, freshText, millisecondsText } from './quantities.ts';

interface FetchDetailsProps {
  readonly fetch: PlannedFetch | ExplainedFetch;
  readonly onSelect: (id: number) => void;
}

export function FetchDetails({ fetch, onSelect }: FetchDetailsProps) {
  const { id, subgraph, after, conditions, entities, brings, neededFor, operation } = fetch;
  const further = neededFor.filter((field) => !brings.includes(field));
  const places = [...new Set(entities.map(({ path }) => path))];
  return (
    <section className="explain-details" aria-label={`Fetch #${id}`}>
      <h3>
        #{id} <bdi>{subgraph}</bdi>
      </h3>
      <dl>
        {'run' in fetch && <RunItems run={fetch.run} />}
        {brings.length > 0 && (
          <Item term="Brings">
            <Paths paths={brings} />
          </Item>
        )}
        {further.length > 0 && (
          <Item term="Needed for">
            <Paths paths={further} />
          </Item>
        )}
        <Item term="Waits for">
          {after.length === 0
            ? 'nothing: it starts at once'
            : after.map((earlier) => (
                <button key={earlier} type="button" className="explain-link" onClick={() => onSelect(earlier)}>
                  #{earlier}
                </button>
              ))}
        </Item>
        {conditions.length > 0 && <Item term="Only where">{conditions.join(' and ')}</Item>}
        {places.length > 0 && (
          <Item term="Asks about">
            the entities at{' '}
            {places.map((path) => (
              <code key={path}>{path} </code>
            ))}
          </Item>
        )}
      </dl>
      <h4>Operation</h4>
      <pre dir="ltr" tabIndex={0}>
        <code>{operation}</code>
      </pre>
    </section>
  );
}

function RunItems({ run }: { readonly run: FetchRun }) {
  if (run.state === 'not sent') return <Item term="Not sent">{run.because}</Item>;
  const { state, start, milliseconds, representations, responseBytes, errors, cache } = run;
  return (
    <>
      {representations && (
        <Item term="Sent">
          {countText(representations.sent, 'representation')} for {representations.found}{' '}
          {representations.found === 1 ? 'entity' : 'entities'}
        </Item>
      )}
      <Item term={state === 'failed' ? 'Failed' : 'Answered'}>
        in {millisecondsText(milliseconds)}, sent at {millisecondsText(start)}
        {responseBytes !== null && `, ${bytesText(responseBytes)}`}
      </Item>
      {cache && <CacheItems cache={cache} />}
      {errors.length > 0 && (
        <Item term={countText(errors.length, 'error')}>
          <ul className="explain-errors">
            {errors.map(({ message, code, path }, index) => (
              <li key={index}>
                {message} {code && <code>{code}</code>} {path && <code>{path.join('.')}</code>}
              </li>
            ))}
          </ul>
        </Item>
      )}
    </>
  );
}

/** What was there, why the rest was not, and under which names it can be made to be forgotten. */
function CacheItems({ cache: { scope, outcomes, fromMemory, because, freshMs, tags, tagCount } }: { readonly cache: FetchCache }) {
  return (
    <>
      <Item term="Cache">
        {Object.entries(outcomes).map(([outcome, count]) => (
          <span key={outcome} className="explain-outcome" data-outcome={outcome}>
            {outcome} {count}
          </span>
        ))}
        {fromMemory > 0 && `${fromMemory} from memory, `}
        {scope}, {freshText(freshMs)}
        {because.length > 0 && (
          <ul className="explain-reasons" aria-label="Why">
            {because.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Item>
      {tags.length > 0 && (
        <Item term="Made of">
          {tags.map((tag) => (
            <code key={tag}>{tag} </code>
          ))}
          {tagCount > tags.length && `and ${tagCount - tags.length} more`}
        </Item>
      )}
    </>
  );
}

function Item({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Fields of one parent together: `item: id, size`. */
function Paths({ paths }: { readonly paths: readonly string[] }) {
  const byParent = Map.groupBy(paths, (path) => path.slice(0, Math.max(0, path.lastIndexOf('.'))));
  return [...byParent].map(([parent, members]) => (
    <span key={parent} className="explain-paths">
      {parent !== '' && <code>{parent}</code>} {members.map((path) => path.slice(parent === '' ? 0 : parent.length + 1)).join(', ')}
    </span>
  ));
}
