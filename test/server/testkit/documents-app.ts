/** A gateway with trusted documents over real HTTP, and what became of requests by id. */
import { Cache } from '../../../src/cache/cache.ts';
import { sha256, trustedDocument } from '../../../src/server/graphql/documents/read-documents.ts';
import { TrustedDocuments } from '../../../src/server/graphql/documents/trusted-documents.ts';
import { createMetrics } from '../../../src/telemetry/metrics.ts';
import { federate } from '../../gateway/testkit.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.ts';

export const HELLO = 'query Hello($to: String) { hello(to: $to) }';
export const TOUCH = 'mutation Touch { touch }';
export const DOCUMENTS = [
  trustedDocument({ id: 'hello-1', text: HELLO, file: 'apps.json' }),
  trustedDocument({ id: sha256(TOUCH), text: TOUCH, file: 'apps.json' }),
];
export const REGISTERED = '{ hello(to: "all") }';

export interface DocumentsApp extends TestApp {
  readonly trusted: TestAppOptions['trustedDocuments'];
  /** What reached the gateway, and not the fast path. */
  readonly executed: () => number;
  readonly counted: () => Promise<string[]>;
}

/** One public subgraph whose answers are kept. */
export async function startDocumentsApp(config: TestAppOptions['config'] = {}): Promise<DocumentsApp> {
  const clock = { now: () => 1_000_000 };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  const { gateway } = federate(
    {
      greetings: {
        sdl: 'type Query { hello(to: String): String } type Mutation { touch: Int }',
        resolve: { 'Query.hello': (_: never, { to }: { to?: string }) => `hello ${to ?? 'you'}`, 'Mutation.touch': () => 1 },
      },
    },
    { introspection: true, caching: { cache, clock, rules: { greetings: { public: true, maxAge: 60 } }, viewerOf: () => null } },
  );
  let executed = 0;
  const engine = { ...gateway, execute: (request: Parameters<typeof gateway.execute>[0]) => ((executed += 1), gateway.execute(request)) };
  const metrics = createMetrics({ processMetrics: false });
  const trustedDocuments = new TrustedDocuments(DOCUMENTS);
  const app = await startTestApp({ engine, config, metrics, trustedDocuments });
  return {
    ...app,
    trusted: trustedDocuments,
    executed: () => executed,
    counted: async () => (await metrics.expose()).split('\n').filter((line) => line.startsWith('newsgraph_documents_total')),
  };
}
