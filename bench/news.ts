/**
 * The supergraph that gateways are compared on: four subgraphs with made-up news, the two operations, and the right answers.
 * Run with a port, it serves the subgraphs on /articles, /sources, /comments and /enrichments, and on /calls how many requests came in.
 */
import { createServer } from 'node:http';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';

const SUBGRAPHS: Readonly<Record<string, string>> = {
  articles: `
    type Query { article(id: ID!): Article  articles(first: Int!): [Article!]! }
    type Article @key(fields: "id") { id: ID!  title: String!  standfirst: String  text: String!  publishedAt: String!  language: String!  tags: [String!]!  source: Source!  related(first: Int!): [Article!]! }
    type Source @key(fields: "id", resolvable: false) { id: ID! }`,
  sources: `type Source @key(fields: "id") { id: ID!  name: String!  homepage: String  country: String }`,
  comments: `
    type Article @key(fields: "id") { id: ID!  commentCount: Int!  comments(first: Int!): [Comment!]! }
    type Comment { id: ID!  body: String!  createdAt: String!  author: Author! }
    type Author { name: String! }`,
  enrichments: `
    type Article @key(fields: "id") { id: ID!  summary: Summary }
    type Summary { text: String!  keyPoints: [String!]!  readingSeconds: Int! }`,
};

export const OPERATIONS = {
  page: {
    variables: { id: 'a7' },
    query: `query Page($id: ID!) { article(id: $id) {
      id title standfirst text publishedAt language tags
      source { id name homepage country }
      commentCount comments(first: 10) { id body createdAt author { name } }
      summary { text keyPoints readingSeconds }
      related(first: 5) { id title publishedAt source { id name } }
    } }`,
  },
  feed: {
    variables: { first: 30 },
    query: `query Feed($first: Int!) { articles(first: $first) { id title standfirst publishedAt language tags source { id name } commentCount summary { text } } }`,
  },
} as const;

/** The supergraph's SDL with the subgraphs at a port of this machine. */
export function supergraph(port: number): string {
  const composed = composeServices(
    Object.entries(SUBGRAPHS).map(([name, sdl]) => ({ name, url: `http://127.0.0.1:${port}/${name}`, typeDefs: parse(LINK + sdl) })),
  );
  if (composed.supergraphSdl === undefined) throw new Error(composed.errors?.map((error) => error.message).join('\n'));
  return composed.supergraphSdl;
}

/** What a gateway must answer: the same resolvers under one schema without any federation, run by graphql-js. */
export function rightAnswer(
  name: keyof typeof OPERATIONS,
  variables: Readonly<Record<string, unknown>> = OPERATIONS[name].variables,
): unknown {
  monolith ??= oneSchema();
  const document = (parsed[name] ??= parse(OPERATIONS[name].query));
  return JSON.parse(JSON.stringify(execute({ schema: monolith, document, variableValues: variables, rootValue: ROOT })));
}

let monolith: GraphQLSchema | undefined;
const parsed: Partial<Record<keyof typeof OPERATIONS, DocumentNode>> = {};

function oneSchema(): GraphQLSchema {
  const fields = (type: string) =>
    Object.values(SUBGRAPHS).flatMap((sdl) => new RegExp(`type ${type} [^{]*{([^}]*)}`).exec(sdl)?.[1]?.split(/ {2}/) ?? []);
  const merged = ['Query', 'Article', 'Source', 'Comment', 'Author', 'Summary'].map(
    (type) => `type ${type} { ${[...new Set(fields(type).map((field) => field.trim()))].join('\n')} }`,
  );
  return buildSchema(merged.join('\n'));
}

const ROOT = {
  article: ({ id }: { id: string }) => article(Number(id.slice(1))),
  articles: ({ first }: { first: number }) => Array.from({ length: first }, (_, index) => article(index)),
  _entities: ({ representations }: { representations: readonly { __typename: string; id: string }[] }) =>
    representations.map(({ __typename, id }) => ({
      __typename,
      ...(__typename === 'Article' ? article(Number(id.slice(1))) : source(Number(id.slice(1)))),
    })),
};

function article(number: number) {
  return {
    id: `a${number}`,
    title: `Headline ${number}: ${words(number, 8)}`,
    standfirst: words(number + 1, 20),
    text: words(number + 2, 400),
    publishedAt: '2026-11-20T08:00:00.000Z',
    language: number % 2 === 0 ? 'ar' : 'en',
    tags: [words(number, 1), words(number + 1, 1)],
    source: () => source(number % 60),
    related: ({ first }: { first: number }) => Array.from({ length: first }, (_, index) => article(number + index + 1)),
    commentCount: 10 + (number % 7),
    comments: ({ first }: { first: number }) =>
      Array.from({ length: first }, (_, index) => ({
        id: `c${number}-${index}`,
        body: words(number + index, 25),
        createdAt: '2026-11-21T08:00:00.000Z',
        author: { name: words(index, 2) },
      })),
    summary: { text: words(number, 60), keyPoints: [0, 1, 2].map((index) => words(number + index, 15)), readingSeconds: 90 + number },
  };
}

function source(number: number) {
  return { id: `s${number}`, name: `Publisher ${number}`, homepage: `https://publisher-${number}.example/`, country: 'EG' };
}

function words(seed: number, count: number): string {
  const all = [
    'market',
    'council',
    'وزارة',
    'harbour',
    'report',
    'الاقتصاد',
    'season',
    'talks',
    'جديد',
    'energy',
    'city',
    'المدينة',
    'growth',
  ];
  return Array.from({ length: count }, (_, index) => all[(seed * 7 + index * 5 + ((index * seed) % 3)) % all.length]).join(' ');
}

const MOST_REMEMBERED = 100_000;

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * Answers are remembered by what was asked, those to entities one by one, so that the subgraphs cost next to nothing beside the gateway, whether it asks for one client's
 * entities or for those of many.
 */
function serve(port: number): void {
  const answers = new Map(Object.entries(SUBGRAPHS).map(([name, sdl]) => [`/${name}`, remembering(subgraphSchema(sdl))]));
  let calls = 0;
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      if (path === '/calls') return response.end(String(calls));
      calls++;
      const answerTo = answers.get(path);
      if (answerTo === undefined) return response.writeHead(404).end();
      const answer = answerTo(JSON.parse(Buffer.concat(chunks).toString()) as Asked);
      return response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer);
    });
  }).listen(port, '127.0.0.1');
}

function remembering(schema: GraphQLSchema): (asked: Asked) => string {
  const documents = new Map<string, DocumentNode>();
  const remembered = new Map<string, string>();
  const run = (query: string, variables: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    let document = documents.get(query);
    if (document === undefined) documents.set(query, (document = parse(query)));
    return execute({ schema, document, variableValues: variables, rootValue: ROOT }) as Record<string, unknown>;
  };
  const once = (key: string, make: () => string): string => {
    let text = remembered.get(key);
    if (text === undefined) {
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(key, (text = make()));
    }
    return text;
  };
  return ({ query, variables = {} }) => {
    const lists = Object.entries(variables).filter(([, value]) => Array.isArray(value));
    const [list] = lists;
    // Several lists of entities, or none: remembered as a whole.
    if (list === undefined || lists.length > 1)
      return once(`${query}${JSON.stringify(variables)}`, () => JSON.stringify(run(query, variables)));
    const [name, representations] = list as [string, unknown[]];
    const question = `${query}${JSON.stringify({ ...variables, [name]: null })}`;
    const key = once(question, () => Object.keys(run(query, { ...variables, [name]: [] })['data'] as object)[0]!);
    const entities = representations.map((one) =>
      once(`${question}${JSON.stringify(one)}`, () => {
        const { data, errors } = run(query, { ...variables, [name]: [one] });
        if (errors !== undefined) throw new Error(JSON.stringify(errors));
        return JSON.stringify((data as Record<string, unknown[]>)[key]![0]);
      }),
    );
    return `{"data":{${JSON.stringify(key)}:[${entities.join(',')}]}}`;
  };
}

function subgraphSchema(sdl: string): GraphQLSchema {
  const entities = [...sdl.matchAll(/type (\w+) @key\(fields: "id"\)/g)].map((match) => match[1]).join(' | ');
  const federation = `scalar _Any union _Entity = ${entities} ${sdl.includes('type Query') ? 'extend type Query' : 'type Query'} { _entities(representations: [_Any!]!): [_Entity]! }`;
  return buildSchema(`directive @key(fields: String!, resolvable: Boolean) on OBJECT ${sdl} ${federation}`);
}

if (process.argv[1] === import.meta.filename) serve(Number(process.argv[2]));
