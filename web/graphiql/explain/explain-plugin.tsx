/** GraphiQL's panel that tells how answers come about: of the last run, or of the plan before it. */
import { Button, ButtonGroup, useGraphiQL } from '@graphiql/react';
import type { GraphiQLPlugin } from '@graphiql/react';
import { useState } from 'react';
import { useExplained } from './explained-answers.ts';
import { PlanView } from './plan-view.tsx';
import { RunView } from './run-view.tsx';
import './explain.css';

export const EXPLAIN_PLUGIN: GraphiQLPlugin = { title: 'Explain', icon: ExplainIcon, content: ExplainPanel };

type View = 'answer' | 'plan';

function ExplainPanel() {
  const { query, variables, operationName } = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]!);
  const name = operationName ?? '';
  const explained = useExplained(name);
  const [wanted, setWanted] = useState<View | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  // What there is to see, until somebody chooses.
  const view = wanted ?? (explained ? 'answer' : 'plan');
  return (
    <section className="explain" aria-label="Explain">
      <header className="explain-header">
        <h2>Explain</h2>
        <ButtonGroup>
          <Choice view="answer" chosen={view} onChoose={setWanted} label="Answer" />
          <Choice view="plan" chosen={view} onChoose={setWanted} label="Plan" />
        </ButtonGroup>
      </header>
      {view === 'plan' && (
        <PlanView
          operation={{ query: query ?? '', variables: variables ?? '', operationName }}
          selected={selected}
          onSelect={setSelected}
        />
      )}
      {view === 'answer' && explained === null && (
        <p className="explain-hint">
          Run the operation, and it is shown here which subgraphs were asked, for what, and how long each took.
        </p>
      )}
      {view === 'answer' && explained !== null && (
        <>
          {explained.query !== query && <p className="explain-hint">The text has changed since it was run.</p>}
          <RunView explanation={explained.explanation} selected={selected} onSelect={setSelected} />
        </>
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly view: View;
  readonly chosen: View;
  readonly onChoose: (view: View) => void;
  readonly label: string;
}

function Choice({ view, chosen, onChoose, label }: ChoiceProps) {
  return (
    <Button type="button" className={view === chosen ? 'active' : ''} aria-pressed={view === chosen} onClick={() => onChoose(view)}>
      {label}
    </Button>
  );
}

function ExplainIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" aria-hidden="true">
      <path d="M3 5h8M7 10h6M11 15h9M11 20h5" />
    </svg>
  );
}
