/** GraphiQL for this gateway: ready-made operations as tabs, the docs open beside them, a field for the token. */
import './workers.ts';
import 'graphiql/style.css';
import './graphiql.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { findArticles } from './endpoint.ts';
import { readyMadeTabs } from './ready-made.ts';

const articles = await findArticles();
createRoot(document.getElementById('root')!).render(<App tabs={readyMadeTabs(articles)} />);
