/**
 * What a gateway for the article page alone could be: no GraphQL engine, the fewest requests, parse, assemble, write. With `--raw`, finished answers by request body: what a cache
 * of whole answers cannot be quicker than. `node ideal.ts SUPERGRAPH PORT [--raw]`
 */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'undici';

type Data = Record<string, unknown>;
interface Related {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly source: { readonly id: string };
}
interface Article extends Data {
  readonly id: string;
  readonly source: { readonly id: string };
  readonly related: readonly Related[];
}

const [file = '', port = ''] = process.argv.slice(2);
const isRaw = process.argv.includes('--raw');
const routes = new Map(
  [...readFileSync(file, 'utf8').matchAll(/@join__graph\(name: "(\w+)", url: "([^"]+)"\)/g)].map(([, name = '', url = '']) => {
    const { origin, pathname } = new URL(url);
    return [name, { pool: new Pool(origin, { connections: 64 }), path: pathname }];
  }),
);

const article = question(
  'articles',
  'query($id: ID!) { article(id: $id) { id title standfirst text publishedAt language tags source { id } related(first: 5) { id title publishedAt source { id } } } }',
);
const sources = entities('sources', '... on Source { id name homepage country }');
const comments = entities('comments', '... on Article { commentCount comments(first: 10) { id body createdAt author { name } } }');
const summaries = entities('enrichments', '... on Article { summary { text keyPoints readingSeconds } }');

async function page(id: string, authorization: string): Promise<string> {
  const { related, source, ...own } = (await article({ id }, authorization))['article'] as Article;
  const ids = [...new Set([source.id, ...related.map((one) => one.source.id)])];
  const [names, [talk], [enriched]] = await Promise.all([
    sources('Source', ids, authorization),
    comments('Article', [id], authorization),
    summaries('Article', [id], authorization),
  ]);
  const sourceOf = new Map(ids.map((one, i) => [one, names[i] as { id: string; name: string }]));
  const short = ({ id: relatedId, title, publishedAt, source: { id: sourceId } }: Related): Data => ({
    id: relatedId,
    title,
    publishedAt,
    source: { id: sourceId, name: sourceOf.get(sourceId)?.name },
  });
  const whole = {
    ...own,
    source: sourceOf.get(source.id),
    commentCount: talk?.['commentCount'],
    comments: talk?.['comments'],
    summary: enriched?.['summary'],
    related: related.map(short),
  };
  return `${JSON.stringify({ data: { article: whole } })}\n`;
}

const kept = new Map<string, Buffer>();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const { query, variables } = JSON.parse(body) as { query: string; variables?: { id: string } };
    if (query === '{ __typename }') return write(response, Buffer.from('{"data":{"__typename":"Query"}}\n'));
    const id = variables?.id ?? '';
    const known = kept.get(query + id);
    if (known !== undefined) return write(response, known);
    answer(query + id, id, request.headers.authorization ?? '', response).catch((error: Error) => response.writeHead(500).end(error.stack));
  });
}).listen(Number(port), '127.0.0.1');

async function answer(key: string, id: string, authorization: string, response: ServerResponse): Promise<void> {
  const bytes = Buffer.from(await page(id, authorization));
  if (isRaw) kept.set(key, bytes);
  write(response, bytes);
}

function write(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }).end(bytes);
}

function question(subgraph: string, text: string): (variables: Data, authorization: string) => Promise<Data> {
  const { pool, path } = routes.get(subgraph)!;
  const begin = `{"query":${JSON.stringify(text)},"variables":`;
  return async (variables, authorization) => {
    const { body } = await pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: `${begin}${JSON.stringify(variables)}}`,
    });
    return (JSON.parse(await body.text()) as { data: Data }).data;
  };
}

function entities(subgraph: string, selection: string): (type: string, ids: readonly string[], authorization: string) => Promise<Data[]> {
  const ask = question(subgraph, `query($of: [_Any!]!) { _entities(representations: $of) { ${selection} } }`);
  return async (type, ids, authorization) =>
    (await ask({ of: ids.map((id) => ({ __typename: type, id })) }, authorization))['_entities'] as Data[];
}
