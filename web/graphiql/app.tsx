import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { useMemo, useRef } from 'react';
import { createTokenFetcher } from './endpoint.ts';
import { EXPLAIN_PLUGIN } from './explain/explain-plugin.tsx';
import type { ReadyMadeTab } from './ready-made.ts';
import { TokenField, storedToken } from './token-field.tsx';

const PLUGINS = [HISTORY_PLUGIN, EXPLAIN_PLUGIN];

export function App({ tabs }: { readonly tabs: readonly ReadyMadeTab[] }) {
  const token = useRef(storedToken());
  const fetcher = useMemo(() => createTokenFetcher(() => token.current), []);
  return (
    <div className="page">
      <header className="bar">
        <a className="bar-brand" href="/">
          Newsgraph
        </a>
        <TokenField onChange={(value) => (token.current = value)} />
      </header>
      <div className="editor">
        <GraphiQL
          fetcher={fetcher}
          defaultTabs={[...tabs]}
          {...firstVariables(tabs)}
          defaultEditorToolsVisibility="variables"
          plugins={PLUGINS}
          {...docsBeside()}
          schemaDescription
          inputValueDeprecation
        />
      </div>
    </div>
  );
}

/** On a phone the docs would push the editors off the screen; there they are a button away. */
function docsBeside(): { visiblePlugin?: typeof DOC_EXPLORER_PLUGIN } {
  return matchMedia('(min-width: 800px)').matches ? { visiblePlugin: DOC_EXPLORER_PLUGIN } : {};
}

/** GraphiQL fills the variables editor of a default tab only when one changes to it; the tab it opens with needs them said. */
function firstVariables(tabs: readonly ReadyMadeTab[]): { initialVariables?: string } {
  const [first] = tabs;
  return first === undefined || localStorage.getItem('graphiql:tabState') !== null ? {} : { initialVariables: first.variables };
}
