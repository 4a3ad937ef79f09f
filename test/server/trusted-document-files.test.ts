/** Trusted documents as they stand in files: manifests and maps, what is wrong with them, and reading them while the process serves. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';
import { readTrustedDocuments, sha256 } from '../../src/server/graphql/documents/read-documents.ts';
import { TrustedDocuments } from '../../src/server/graphql/documents/trusted-documents.ts';
import { openSource } from './testkit/cached-gateway.ts';
import { HELLO, REGISTERED, startDocumentsApp, TOUCH } from './testkit/documents-app.ts';

describe('files of trusted documents', () => {
  let folder: string | null = null;
  const inFile = async (name: string, value: unknown): Promise<string> => {
    folder ??= await mkdtemp(join(tmpdir(), 'newsgraph-documents-'));
    await writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    return join(folder, name);
  };
  const manifest = (...operations: object[]) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations });
  afterEach(async () => {
    if (folder !== null) await rm(folder, { recursive: true });
    folder = null;
  });

  it('may be several, manifests and maps, and name one text twice', async () => {
    const files = [
      await inFile(
        'apps.json',
        manifest({ id: 'a', name: 'Hello', type: 'query', body: HELLO, clientName: 'ios' }, { id: sha256(TOUCH), body: TOUCH }),
      ),
      await inFile('site.json', { a: HELLO, [`sha256:${sha256(REGISTERED)}`]: REGISTERED, 'x-site:1': REGISTERED }),
    ];
    const trusted = new TrustedDocuments(await readTrustedDocuments(files));
    expect([trusted.size, trusted.textOf('a'), trusted.textOf('x-site:1'), trusted.textOf('b')]).toEqual([3, HELLO, REGISTERED, null]);
  });

  it('that the program ships are taken as they are', async () => {
    const files = ['schema/operations/operations.json', 'schema/typed/persisted-documents.json'].map((file) => join(packageRoot, file));
    const [one, other] = await Promise.all(files.map(async (file) => new TrustedDocuments(await readTrustedDocuments([file]))));
    expect(one!.size).toBeGreaterThan(5);
    expect(other!.size).toBe(one!.size);
  });

  it.each<readonly [string, unknown, string]>([
    ['no JSON', '{', 'cannot be read'],
    ['another format', { format: 'other', version: 1, operations: [] }, 'format must be "apollo-persisted-query-manifest"'],
    ['another version', { ...manifest(), version: 2 }, 'version must be 1'],
    ['a list', [], 'file.json: '],
    ['no text', manifest({ id: 'a' }), 'operations.0.body: '],
    ['no id', manifest({ id: '', body: HELLO }), 'an id has 1 to 256 characters'],
    ['a blank id', { 'a b': HELLO }, 'an id has 1 to 256 characters'],
    ['a reserved prefix', { 'md5:a': HELLO }, '"md5:" is reserved'],
    ['a hash of another text', { [`sha256:${sha256('x')}`]: HELLO }, 'it is not the SHA-256 of its text'],
    ['a bare hash of another text', manifest({ id: sha256('x'), body: HELLO }), `which is ${sha256(HELLO)}`],
    ['no GraphQL', { a: '{ hello' }, 'document "a": Syntax Error: Expected Name, found <EOF>.'],
    [
      'one id for two texts',
      manifest({ id: 'a', body: HELLO }, { id: 'a', body: TOUCH }),
      'document "a" has another text in the same file',
    ],
  ])('with %s are refused, with the place and the reason', async (_what, value, told) => {
    const file = await inFile('file.json', value);
    await expect(readTrustedDocuments([file])).rejects.toThrow(told);
    await expect(readTrustedDocuments([file])).rejects.toMatchObject({
      code: /cannot be read/.test(told) ? 'TRUSTED_DOCUMENTS_UNREADABLE' : 'TRUSTED_DOCUMENTS_INVALID',
    });
  });

  it('of many thousand documents are read while the process goes on', async () => {
    const app = await startDocumentsApp();
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`x-${n}:a`, `query Q${n} { hello(to: "${n}") }`]));
    const file = await inFile('many.json', many);
    const answered: string[] = [];
    const state = { isRead: false };
    const reading = readTrustedDocuments([file]).finally(() => (state.isRead = true));
    while (!state.isRead) answered.push(await (await app.post({ documentId: 'hello-1' })).text());
    expect(await reading).toHaveLength(5_000);
    expect(answered.length).toBeGreaterThan(3);
    expect(new Set(answered).size).toBe(1);
    await app.stop();
  });

  it('that are too large, or not there, or say the same of another text in another file, are refused by name', async () => {
    const large = await inFile('large.json', '');
    await truncate(large, 50_000_001);
    await expect(readTrustedDocuments([large])).rejects.toThrow(
      'large.json cannot be read: the file has 50000001 bytes, at most 50000000 are taken.',
    );
    await expect(readTrustedDocuments(['/nowhere/x.json'])).rejects.toThrow('ENOENT');
    const both = [await inFile('one.json', { a: HELLO }), await inFile('two.json', { a: TOUCH, b: '{' })];
    await expect(readTrustedDocuments(both)).rejects.toThrow(
      /two\.json: document "a" has another text in .*one\.json\n.*two\.json: document "b": Syntax Error/,
    );
  });

  it('are read anew while requests are answered; a wrong one changes nothing', async () => {
    const THING = 'query ($id: ID!) { thing(id: $id) { count } }';
    const file = await inFile('apps.json', { one: THING });
    const source = await openSource();
    const gateway = await source.start({ TRUSTED_DOCUMENTS: file, SAFELIST: 'ids' });
    const ask = async (documentId: string): Promise<unknown> => {
      const { data, errors } = (await (await gateway.post('/graphql', { documentId, variables: { id: '1' } })).json()) as Record<
        string,
        unknown
      >;
      return data ?? (errors as { extensions: { code: string } }[])[0]!.extensions.code;
    };
    expect(await ask('one')).toEqual({ thing: { count: 0 } });
    await inFile('apps.json', { two: THING });
    await gateway.reloadDocuments();
    expect([await ask('one'), await ask('two')]).toEqual(['PERSISTED_QUERY_NOT_IN_LIST', { thing: { count: 0 } }]);
    await inFile('apps.json', '{');
    await gateway.reloadDocuments();
    expect(await ask('two')).toEqual({ thing: { count: 0 } });
    await gateway.stop();
    await expect(source.start({ TRUSTED_DOCUMENTS: file })).rejects.toMatchObject({ code: 'TRUSTED_DOCUMENTS_UNREADABLE' });
    await expect(source.start({ SAFELIST: 'require' })).rejects.toThrow(
      'SAFELIST must be off or log where TRUSTED_DOCUMENTS is unset. It is "require".',
    );
    await source.close();
  });
});
