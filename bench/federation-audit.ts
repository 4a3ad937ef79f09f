/**
 * `npx node bench/federation-audit.ts http://localhost:4200 [--only suite,suite]` runs the public federation audit
 * (github.com/graphql-hive/federation-gateway-audit) against the engine. The audit's server has subgraphs, supergraphs and cases; the engine runs here, asks
 * the subgraphs over HTTP, and each request is counted. How that server is started stands in docs/federation.md. Exits with 1 where a case fails.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { createGateway } from '../src/gateway/create-gateway.ts';
import { httpExecutor } from '../src/gateway/transport/http.ts';

interface AuditCase {
  readonly query: string;
  readonly expected: { readonly data?: unknown; readonly errors?: unknown };
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const [server = 'http://localhost:4200'] = positionals;
const json = async <T>(path: string): Promise<T> => (await fetch(new URL(path, server))).json() as Promise<T>;

const wanted = values.only?.split(',');
const suites = (await json<string[]>('/ids')).filter((id) => wanted?.includes(id) ?? true);
let passed = 0;
let cases = 0;
let requests = 0;
for (const suite of suites) {
  const result = await runSuite(suite);
  passed += result.passed;
  cases += result.cases;
  requests += result.requests;
  console.log(
    `${result.passed === result.cases ? 'ok  ' : 'FAIL'} ${suite} ${result.passed}/${result.cases}, ${result.requests} subgraph requests`,
  );
}
console.log(`${suites.length} suites, ${passed} of ${cases} cases, ${requests} subgraph requests`);
process.exitCode = passed === cases && cases > 0 ? 0 : 1;

async function runSuite(suite: string): Promise<{ passed: number; cases: number; requests: number }> {
  await using closing = new AsyncDisposableStack();
  const supergraphSdl = await (await fetch(new URL(`/${suite}/supergraph`, server))).text();
  let asked = 0;
  const gateway = createGateway({
    supergraphSdl,
    introspection: true,
    executorFor: ({ url }) => {
      const http = closing.use(httpExecutor({ url, timeoutMs: 10_000, maxResponseBytes: 10_000_000, connections: 8 }));
      return (request) => {
        asked += 1;
        return http.execute(request);
      };
    },
  });
  const tests = await json<AuditCase[]>(`/${suite}/tests`);
  let right = 0;
  for (const { query, expected } of tests) {
    const { data, errors } = await gateway.execute({ source: query, client: { requestId: 'audit', headers: {}, memory: new Map() } });
    const answer = data?.toJSON() ?? null;
    // As the audit compares: errors count only where a case says whether there are any.
    const errorsRight = typeof expected.errors !== 'boolean' || expected.errors === (errors !== undefined && errors.length > 0);
    if (isDeepStrictEqual(answer, expected.data ?? null) && errorsRight) right += 1;
    else console.log(`${suite}: ${query}\n  expected ${JSON.stringify(expected)}\n  answered ${JSON.stringify({ data: answer, errors })}`);
  }
  return { passed: right, cases: tests.length, requests: asked };
}
