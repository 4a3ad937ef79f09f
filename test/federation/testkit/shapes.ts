/** One behaviour's world in its three shapes: subgraphs in process, subgraphs behind HTTP, and the twin. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@theguild/federation-composition';
import { execute, getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import { createGateway } from '../../../src/gateway/create-gateway.ts';
import type { Gateway, GatewayOptions } from '../../../src/gateway/gateway.ts';
import { readSupergraph } from '../../../src/gateway/supergraph/supergraph.ts';
import { httpExecutor } from '../../../src/gateway/transport/http.ts';
import { localExecutor } from '../../../src/gateway/transport/local.ts';
import type { SubgraphExecutor, SubgraphResponse } from '../../../src/gateway/transport/subgraph-executor.ts';
import { SubgraphFault } from '../../../src/gateway/transport/subgraph-fault.ts';
import type { Behaviour, Case, World } from './behaviour.ts';
import { readDeclarations } from './declarations.ts';
import { subgraphSchema } from './subgraph-schema.ts';
import { twinSchema } from './twin.ts';

/** As a case writes them: what is compared. */
export interface Outcome {
  /** Absent where the request was refused. */
  readonly answer?: string;
  readonly errors: readonly string[];
  readonly fetches: readonly string[];
}

export interface Shapes extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly supergraphSdl: string;
  inProcess(run: Case): Promise<Outcome>;
  overHttp(run: Case): Promise<Outcome>;
  /** The twin fetches nothing, and its messages are its own. */
  twin(run: Case): Promise<Pick<Outcome, 'answer'> & { readonly paths: readonly string[] }>;
}

const DIRECTIVES: readonly (readonly [since: number, name: string])[] = [
  ...['key', 'external', 'requires', 'provides', 'shareable', 'inaccessible', 'override', 'tag', 'extends'].map(
    (name) => [0, name] as const,
  ),
  [1, 'composeDirective'],
  [3, 'interfaceObject'],
];

export async function openShapes(behaviour: Behaviour, options: Partial<GatewayOptions> = {}): Promise<Shapes> {
  const sdls = Object.entries(behaviour.subgraphs).map(([name, sdl]) => [name, linked(sdl, behaviour.link ?? 'v2.3')] as const);
  const supergraphSdl = behaviour.supergraph ?? composedOf(sdls, behaviour.edit);
  let world: World = behaviour.world();
  const { isTypeOf } = readSupergraph(supergraphSdl);
  const declarations = sdls.map(([name, sdl]) => [name, readDeclarations(parse(sdl))] as const);
  const schemas = new Map(
    sdls.map(([name, sdl]) => {
      const overridden = declarations.flatMap(([, { overrides }]) =>
        [...overrides].filter(([, from]) => from === name).map(([field]) => field),
      );
      return [name, subgraphSchema(name, sdl, new Set(overridden), isTypeOf, () => world)];
    }),
  );

  const closing = new AsyncDisposableStack();
  const server = await serve(schemas);
  closing.defer(() => closed(server));
  const { port } = server.address() as AddressInfo;
  let fetches: string[] = [];
  let faults: Case['faults'] = undefined;
  const gatewayOver = (reach: (name: string, schema: GraphQLSchema) => SubgraphExecutor): Gateway =>
    createGateway({
      supergraphSdl,
      introspection: true,
      ...options,
      executorFor: ({ name }) => {
        const ask = reach(name, schemas.get(name) as GraphQLSchema);
        return (request) => {
          const sent = request.representations.reduce((sum, { objects }) => sum + objects.length, 0);
          fetches.push(request.representations.length > 0 ? `${name} ${sent}` : name);
          const fault = faults?.[name];
          if (fault === 'down') return Promise.reject(new SubgraphFault('SUBGRAPH_UNREACHABLE', 'A subgraph could not be reached.'));
          if (!fault) return ask(request);
          return Promise.resolve((typeof fault === 'function' ? fault() : structuredClone(fault)) as SubgraphResponse);
        };
      },
    });
  const local = gatewayOver((_, schema) => localExecutor({ schema, contextFor: () => ({}) }));
  const remote = gatewayOver((name) => {
    const http = httpExecutor({ url: `http://127.0.0.1:${port}/${name}`, timeoutMs: 30_000, maxResponseBytes: 1_000_000, connections: 4 });
    closing.use(http);
    return http.execute;
  });

  const through =
    (gateway: Gateway) =>
    async (run: Case): Promise<Outcome> => {
      world = behaviour.world();
      fetches = [];
      faults = run.faults;
      const { data, errors = [] } = await gateway.execute({
        source: run.ask,
        operationName: run.name,
        variables: run.variables,
        client: { requestId: 'test', headers: {}, memory: new Map() },
      });
      return {
        ...(data === undefined ? {} : { answer: data?.text ?? 'null' }),
        errors: errors.map(({ path = [], message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)),
        fetches: fetches.slice(),
      };
    };
  const twin = twinSchema(local.schema, new Map(declarations.flatMap(([, { requires }]) => [...requires])));
  return {
    gateway: local,
    supergraphSdl,
    inProcess: through(local),
    overHttp: through(remote),
    async twin(run) {
      world = behaviour.world();
      const document = parse(run.ask);
      const kind = getOperationAST(document, run.name)?.operation === 'mutation' ? 'mutation' : 'query';
      const invalid = validate(twin, document);
      if (invalid.length > 0) return { paths: invalid.map(() => '') };
      const { data, errors = [] } = await execute({
        schema: twin,
        document,
        rootValue: world[kind],
        ...(run.name === undefined ? {} : { operationName: run.name }),
        ...(run.variables ? { variableValues: run.variables } : {}),
      });
      return { ...(data === undefined ? {} : { answer: JSON.stringify(data) }), paths: errors.map(({ path = [] }) => path.join('.')) };
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function composedOf(sdls: readonly (readonly [string, string])[], edit: Behaviour['edit']): string {
  const { supergraphSdl, errors } = composeServices(
    sdls.map(([name, sdl]) => ({ name, url: `http://${name}.test`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error(`these subgraphs do not compose: ${errors?.map(({ message }) => message).join('; ')}`);
  return edit?.(supergraphSdl) ?? supergraphSdl;
}

function linked(sdl: string, link: NonNullable<Behaviour['link']>): string {
  if (link === 'none' || sdl.includes('@link')) return sdl;
  const known = DIRECTIVES.filter(([since]) => since <= Number(link.slice(3))).map(([, name]) => `"@${name}"`);
  return `extend schema @link(url: "https://specs.apollo.dev/federation/${link}", import: [${known.join(', ')}])\n${sdl}`;
}

async function serve(schemas: ReadonlyMap<string, GraphQLSchema>): Promise<Server> {
  const server = createServer((request, response) => {
    const schema = schemas.get(request.url?.slice(1) ?? '');
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', async () => {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      const result = await execute({ schema: schema as GraphQLSchema, document: parse(query), variableValues: variables ?? {} });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
