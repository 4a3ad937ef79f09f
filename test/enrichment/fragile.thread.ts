/** The enrichment thread, but an article titled «poison» ends it and one titled «broken» breaks the engine. Loaded by tests in place of the real one. */
import { parentPort } from 'node:worker_threads';
import type { ThreadRequest } from '../../src/enrichment/enrichment-messages.ts';

const port = parentPort!;
const listen = port.on.bind(port) as (event: string, listener: (request: ThreadRequest) => void) => typeof port;
port.on = ((event: string, listener: (request: ThreadRequest) => void) =>
  listen(event, (request) => {
    if (request.task.kind === 'analyse') request.task.articles.forEach(sabotage);
    listener(request);
  })) as typeof port.on;

function sabotage(article: { readonly title: string }): void {
  if (article.title === 'poison') process.exit(13);
  // What no type allows: the engine throws at it.
  if (article.title === 'broken') (article as { tags?: unknown }).tags = null;
}

await import('../../src/enrichment/enrichment.thread.ts');
