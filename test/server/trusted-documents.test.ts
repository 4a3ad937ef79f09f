/** Documents by id over real HTTP: trusted ones, registered by clients, with a safelist and without one. Their files: trusted-document-files.test.ts. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/server/graphql/documents/read-documents.ts';
import { DOCUMENTS, HELLO, REGISTERED, startDocumentsApp, TOUCH, type DocumentsApp } from './testkit/documents-app.ts';
import type { TestAppOptions } from './testkit/test-app.ts';

let world: DocumentsApp;
const start = async (config?: TestAppOptions['config']) => void (world = await startDocumentsApp(config));
afterEach(() => world.stop());

const search = (parameters: Readonly<Record<string, string>>): string => `/graphql?${new URLSearchParams(parameters)}`;
const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const refusal = async (response: Response): Promise<unknown> => {
  const { data, errors } = (await response.json()) as { data?: unknown; errors: readonly { extensions: { code: string } }[] };
  return [response.status, data, errors.length, errors[0]!.extensions.code];
};

describe('a trusted document', () => {
  it.each([
    ['its own id', { documentId: 'hello-1' }],
    ['its hash', { documentId: `sha256:${sha256(HELLO)}` }],
    ['its hash without prefix', { documentId: sha256(HELLO) }],
    ['id and text', { documentId: 'hello-1', query: HELLO }],
    ['Apollo’s extension', { extensions: persistedQuery(HELLO) }],
    ['Apollo’s extension, with an id of its own', { extensions: { persistedQuery: { version: 1, sha256Hash: 'hello-1' } } }],
    ['both', { documentId: `sha256:${sha256(HELLO)}`, extensions: persistedQuery(HELLO) }],
  ])('is run by %s, by POST and by GET', async (_by, asked) => {
    await start();
    const answer = { data: { hello: 'hello sun' } };
    expect(await (await world.post({ ...asked, variables: { to: 'sun' }, operationName: 'Hello' })).json()).toEqual(answer);
    const texts = Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
    expect(await (await world.get(search({ ...texts, variables: '{"to":"sun"}' }))).json()).toEqual(answer);
    // The second was found whole, by its id, before Apollo Server.
    expect(world.executed()).toBe(1);
    expect(await world.counted()).toEqual([expect.stringMatching(/\{by="(document_id|persisted_query)",outcome="trusted"\} 2$/)]);
  });

  it('is answered alike before the pipeline and through it, with the word for CDNs', async () => {
    const told = async (fastPath: boolean): Promise<unknown> => {
      await start({ fastPath });
      const answers = [];
      for (let i = 0; i < 2; i += 1) {
        const response = await world.get(search({ documentId: 'hello-1' }), { accept: 'application/graphql-response+json' });
        const { date: _date, 'x-request-id': _id, ...headers } = Object.fromEntries(response.headers);
        answers.push([response.status, headers, await response.text()]);
      }
      const etag = (answers[0]![1] as Record<string, string>)['etag']!;
      const unchanged = await world.get(search({ documentId: 'hello-1' }), { 'if-none-match': etag });
      expect([unchanged.status, unchanged.headers.get('cache-control')]).toEqual([304, 'public, max-age=0, s-maxage=60, must-revalidate']);
      if (!fastPath) await world.stop();
      return answers;
    };
    expect(await told(false)).toEqual(await told(true));
  });

  it('that writes is not run by GET, and by no page of another site', async () => {
    await start();
    const mutation = await world.get(search({ documentId: sha256(TOUCH) }));
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    const foreign = await world.get(search({ documentId: 'hello-1' }), { 'sec-fetch-site': 'cross-site' });
    expect(await refusal(foreign)).toEqual([403, undefined, 1, 'CSRF_REFUSED']);
    const form = await world.post('documentId=hello-1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(await refusal(form)).toEqual([415, undefined, 1, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(world.executed()).toBe(0);
    expect(await (await world.post({ documentId: sha256(TOUCH) })).json()).toEqual({ data: { touch: 1 } });
  });

  it('may stand in a batch, in which one that is not known fails alone', async () => {
    await start({ batching: true, safelist: 'require' });
    const batch = [
      { documentId: 'hello-1' },
      { documentId: 'gone' },
      { query: '{ __typename }' },
      { query: HELLO, variables: { to: 'b' } },
    ];
    expect(await (await world.post(batch)).json()).toMatchObject([
      { data: { hello: 'hello you' } },
      { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST' } }] },
      { errors: [{ extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }] },
      { data: { hello: 'hello b' } },
    ]);
    expect(world.executed()).toBe(2);
  });
});

describe('a document of a client', () => {
  it('is registered under its hash by either way of asking, and then known by both', async () => {
    await start();
    const documentId = `sha256:${sha256(REGISTERED)}`;
    expect(await refusal(await world.post({ documentId }))).toEqual([200, undefined, 1, 'PERSISTED_QUERY_NOT_FOUND']);
    for (const body of [{ documentId, query: REGISTERED }, { documentId }, { extensions: persistedQuery(REGISTERED) }])
      expect(await (await world.post(body)).json()).toEqual({ data: { hello: 'hello all' } });
    expect(await world.counted()).toEqual([
      'newsgraph_documents_total{by="document_id",outcome="unknown_id"} 1',
      'newsgraph_documents_total{by="document_id",outcome="registered"} 1',
      'newsgraph_documents_total{by="document_id",outcome="persisted"} 1',
      'newsgraph_documents_total{by="persisted_query",outcome="persisted"} 1',
    ]);
  });

  it.each([
    ['no id', { documentId: 7 }, 'BAD_REQUEST'],
    ['an empty id', { documentId: '' }, 'BAD_REQUEST'],
    ['an endless id', { documentId: 'x'.repeat(257) }, 'BAD_REQUEST'],
    ['an unknown name', { documentId: 'gone' }, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['an unknown name with a text', { documentId: 'gone', query: HELLO }, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['an unknown hash', { documentId: `sha256:${sha256('x')}` }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['another text than the id’s', { documentId: 'hello-1', query: '{ hello }' }, 'DOCUMENT_ID_MISMATCH'],
    ['another text than the hash’s', { documentId: `sha256:${sha256('x')}`, query: '{ hello }' }, 'DOCUMENT_ID_MISMATCH'],
    [
      'a wrong hash in the extension',
      { query: '{ hello }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
      'DOCUMENT_ID_MISMATCH',
    ],
    ['two ids', { documentId: 'hello-1', extensions: persistedQuery(HELLO) }, 'DOCUMENT_ID_MISMATCH'],
    ['extensions that are none', { documentId: 'hello-1', extensions: 'x' }, 'BAD_REQUEST'],
    ['an operation that the document has not', { documentId: 'hello-1', operationName: 'Other' }, 'OPERATION_RESOLUTION_FAILURE'],
  ])('that is %s is refused in a word, and nothing is run', async (_what, body, code) => {
    await start();
    expect(await refusal(await world.post(body, { accept: 'application/graphql-response+json' }))).toEqual([400, undefined, 1, code]);
    expect(world.executed()).toBe(code === 'OPERATION_RESOLUTION_FAILURE' ? 1 : 0);
  });

  it('by GET with a parameter twice is refused, whichever it is', async () => {
    await start({ safelist: 'require' });
    for (const name of ['documentId', 'query', 'operationName', 'variables', 'extensions']) {
      const twice = `/graphql?documentId=hello-1&${name}=%7B%7D&${name}=%7B%7D`;
      expect(await refusal(await world.get(twice))).toEqual([400, undefined, 1, 'BAD_REQUEST']);
    }
    expect(world.executed()).toBe(0);
  });
});

describe('a safelist', () => {
  const unknown = '{ hello(to: "secret") }';
  const ask = async (body: unknown): Promise<string> => {
    const { data, errors } = (await (await world.post(body)).json()) as { data?: object; errors?: { extensions: { code: string } }[] };
    return data ? 'answered' : errors![0]!.extensions.code;
  };
  const asked: readonly (readonly [string, unknown])[] = [
    ['id', { documentId: 'hello-1' }],
    ['text', { query: HELLO }],
    ['text in another layout', { query: HELLO.replaceAll(' ', '\n # ,\n ') }],
    ['unknown text', { query: unknown }],
    ['unknown text, to be registered', { query: unknown, extensions: persistedQuery(unknown) }],
    ['unknown text, that was to be registered', { extensions: persistedQuery(unknown) }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['extension of another version', { query: unknown, extensions: { persistedQuery: { version: 2, sha256Hash: sha256(unknown) } } }],
    ['no GraphQL', { query: '{ "' }],
  ];
  const all = async (): Promise<Record<string, string>> => {
    const answers: Record<string, string> = {};
    for (const [what, body] of asked) answers[what] = await ask(body);
    return answers;
  };

  it('that requires answers trusted texts alone, however they are asked for', async () => {
    await start({ safelist: 'require' });
    expect(await all()).toEqual({
      id: 'answered',
      text: 'answered',
      'text in another layout': 'answered',
      'unknown text': 'QUERY_NOT_IN_SAFELIST',
      'unknown text, to be registered': 'QUERY_NOT_IN_SAFELIST',
      'unknown text, that was to be registered': 'PERSISTED_QUERY_NOT_IN_LIST',
      introspection: 'QUERY_NOT_IN_SAFELIST',
      'extension of another version': expect.not.stringMatching('answered'),
      'no GraphQL': 'QUERY_NOT_IN_SAFELIST',
    });
    expect(world.hasGraphiql).toBe(false);
    // Taken off the list, it is refused though its answer lies in memory.
    world.trusted!.replace(DOCUMENTS.slice(1));
    expect(await ask({ query: HELLO })).toBe('QUERY_NOT_IN_SAFELIST');
    expect(await ask({ documentId: 'hello-1' })).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });

  it('of ids takes no text at all', async () => {
    await start({ safelist: 'ids' });
    expect(await all()).toMatchObject({
      id: 'answered',
      text: 'PERSISTED_QUERY_ID_REQUIRED',
      'unknown text, to be registered': 'PERSISTED_QUERY_NOT_IN_LIST',
      introspection: 'PERSISTED_QUERY_ID_REQUIRED',
    });
  });

  it('that logs answers, and tells once of each that it would refuse, without its text', async () => {
    await start({ safelist: 'log' });
    expect(await all()).toMatchObject({
      'unknown text': 'answered',
      'unknown text, that was to be registered': 'answered',
      introspection: 'answered',
    });
    await ask({ query: 'query Other { hello(to: "secret") }' });
    const told = world.lines.filter(({ msg }) => msg === 'an operation is not among the trusted documents');
    expect(told.map(({ documentId, name }) => [documentId, name])).toEqual([
      [`sha256:${sha256(unknown)}`, null],
      [`sha256:${sha256('{ __schema { queryType { name } } }')}`, null],
      [`sha256:${sha256('{ "')}`, null],
      [`sha256:${sha256('query Other { hello(to: "secret") }')}`, 'Other'],
    ]);
    expect(JSON.stringify(world.lines)).not.toContain('secret');
    expect(await world.counted()).toContain('newsgraph_documents_total{by="text",outcome="unlisted"} 4');
  });
});
