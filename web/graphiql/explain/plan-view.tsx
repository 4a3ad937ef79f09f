/** How the operation in the editor would be answered: its plan, asked anew whenever its text or its variables change. Nothing is run. */
import { useEffect, useState } from 'react';
import type { PlannedFetch } from '../../../src/gateway/explain/explanation.ts';
import { askPlan, type OperationInEditor, type PlanOutcome } from './ask-plan.ts';
import { FetchDetails } from './fetch-details.tsx';
import { countText } from './quantities.ts';
import { stepAxis, stepSpans } from './spans.ts';
import { Waterfall } from './waterfall.tsx';

interface PlanViewProps {
  readonly operation: OperationInEditor;
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
}

/** As long as somebody types, nothing is asked. */
const PAUSE_MS = 300;

export function PlanView({ operation, selected, onSelect }: PlanViewProps) {
  const outcome = usePlan(operation);
  if (outcome === null) return <p className="explain-hint">Planning…</p>;
  if ('refusal' in outcome) return <p className="explain-hint">{outcome.refusal}</p>;
  const { fetches } = outcome;
  if (fetches.length === 0) return <p className="explain-hint">No subgraph is asked: the gateway answers this itself.</p>;
  const spans = stepSpans(fetches);
  const axis = stepAxis(spans);
  const chosen = fetches.find(({ id }) => id === selected) ?? fetches[0]!;
  return (
    <>
      <div className="explain-chart">
        <p className="explain-summary">
          <strong>{countText(fetches.length, 'fetch').replace(/s$/, 'es')}</strong> in {countText(axis.length, 'step')}, one after another.
        </p>
        <Waterfall
          label="Fetches of the plan"
          axis={axis}
          rows={fetches.map((fetch, index) => ({ fetch, span: spans[index]!, failed: false, cached: false, note: noteOf(fetch) }))}
          selected={chosen.id}
          onSelect={onSelect}
        />
      </div>
      <FetchDetails fetch={chosen} onSelect={onSelect} />
    </>
  );
}

function noteOf({ brings }: PlannedFetch): string {
  return brings.length === 0 ? 'for others' : countText(brings.length, 'field');
}

/** Null until the first answer is there. */
function usePlan({ query, variables, operationName }: OperationInEditor): PlanOutcome | null {
  const [outcome, setOutcome] = useState<PlanOutcome | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await askPlan({ query, variables, operationName }, abort.signal);
      if (!abort.signal.aborted) setOutcome(answer);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, variables, operationName]);
  return outcome;
}
