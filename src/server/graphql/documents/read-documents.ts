/**
 * Trusted documents from files: Apollo's persisted-query manifest (`{ format: "apollo-persisted-query-manifest", version: 1, operations: [{ id, name, body }] }`, which
 * `newsgraph compose` and codegen write for our own apps, too), or a plain map of id to text, as Relay and codegen's client preset write it.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { parse, stripIgnoredCharacters } from 'graphql';
import { z } from 'zod';
import { ClientError } from '../../../errors/client-error.ts';

export interface TrustedDocument {
  readonly id: string;
  readonly text: string;
  /** SHA-256 of the text, lower-case hexadecimal. */
  readonly hash: string;
  /** The text without spaces, line breaks, commas and comments. */
  readonly bare: string;
  /** Where it was read, for messages. */
  readonly file: string;
}

export const MAX_ID_CHARACTERS = 256;
const MAX_FILE_BYTES = 50_000_000;
const MAX_DOCUMENTS = 50_000;
const MAX_FAULTS_TOLD = 20;

const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest', 'format must be "apollo-persisted-query-manifest"'),
  version: z.literal(1, 'version must be 1'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});
const mapSchema = z.record(z.string(), z.string());

/**
 * Rejects with `ClientError` `TRUSTED_DOCUMENTS_UNREADABLE` for files that cannot be read, are too large or no JSON, and with `TRUSTED_DOCUMENTS_INVALID` for whatever is wrong
 * inside, all faults at once: an id that does not fit its text, one id for two texts, a text that is no GraphQL.
 */
export async function readTrustedDocuments(files: readonly string[]): Promise<TrustedDocument[]> {
  const written: Written[] = [];
  const faults: string[] = [];
  for (const file of files) {
    const read = entriesOf(await readJsonFile(file));
    if ('faults' in read) faults.push(...read.faults.map((fault) => `${file}: ${fault}`));
    else written.push(...read.entries.map(([id, text]) => ({ id, text, file })));
  }
  const documents: TrustedDocument[] = [];
  if (written.length > MAX_DOCUMENTS) faults.push(`there are ${written.length} documents, at most ${MAX_DOCUMENTS} are taken`);
  else {
    faults.push(...clashes(written));
    for await (const one of unhurried(written)) {
      const fault = faultOf(one);
      if (fault === null) documents.push(trustedDocument(one));
      else faults.push(fault);
    }
  }
  if (faults.length === 0) return documents;
  const more = faults.length > MAX_FAULTS_TOLD ? [`and ${faults.length - MAX_FAULTS_TOLD} more`] : [];
  throw new ClientError(
    'TRUSTED_DOCUMENTS_INVALID',
    `The trusted documents are not right:\n${[...faults.slice(0, MAX_FAULTS_TOLD), ...more].map((fault) => `  ${fault}`).join('\n')}`,
  );
}

/** A document as its file has it. */
type Written = Pick<TrustedDocument, 'id' | 'text' | 'file'>;

/** Throws where the text is not even made of GraphQL's tokens. */
export function trustedDocument({ id, text, file }: Written): TrustedDocument {
  return { id, text, file, hash: sha256(text), bare: stripIgnoredCharacters(text) };
}

const AT_ONCE = 20;

/** Leaves the process to its requests in between: there may be thousands, read anew while it serves. */
export async function* unhurried<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const [index, item] of items.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await turn();
    yield item;
  }
}

async function readJsonFile(file: string): Promise<unknown> {
  const unreadable = (reason: string, cause?: unknown): ClientError =>
    new ClientError('TRUSTED_DOCUMENTS_UNREADABLE', `The trusted documents ${file} cannot be read: ${reason}`, { cause });
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    if (size > MAX_FILE_BYTES) throw unreadable(`the file has ${size} bytes, at most ${MAX_FILE_BYTES} are taken.`);
    return JSON.parse(await handle.readFile('utf8')) as unknown;
  } catch (error) {
    throw error instanceof ClientError ? error : unreadable((error as Error).message, error);
  }
}

function entriesOf(value: unknown): { readonly entries: readonly (readonly [string, string])[] } | { readonly faults: string[] } {
  const isMap = typeof value === 'object' && value !== null && !('format' in value) && !('operations' in value);
  const read = isMap ? mapSchema.safeParse(value) : manifestSchema.safeParse(value);
  if (!read.success)
    return { faults: read.error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)) };
  const { data } = read;
  return { entries: isManifest(data) ? data.operations.map(({ id, body }) => [id, body]) : Object.entries(data) };
}

function isManifest(data: z.output<typeof manifestSchema> | Record<string, string>): data is z.output<typeof manifestSchema> {
  return Array.isArray(data['operations']);
}

function faultOf({ id, text, file }: Written): string | null {
  const at = `${file}: document ${JSON.stringify(id.slice(0, 80))}`;
  if (id.length < 1 || id.length > MAX_ID_CHARACTERS || /[\s\p{Cc}]/u.test(id))
    return `${at}: an id has 1 to ${MAX_ID_CHARACTERS} characters, none of them blank`;
  const prefix = id.includes(':') ? id.slice(0, id.indexOf(':')) : null;
  if (prefix !== null && prefix !== 'sha256' && !prefix.startsWith('x-'))
    return `${at}: the prefix "${prefix}:" is reserved by GraphQL over HTTP; "sha256:" and "x-…:" are not`;
  // What looks like a hash is taken for one by clients, so it must be the right one.
  const claimed = prefix === 'sha256' ? id.slice('sha256:'.length) : /^[0-9a-f]{64}$/.test(id) ? id : null;
  if (claimed !== null && claimed !== sha256(text)) return `${at}: it is not the SHA-256 of its text, which is ${sha256(text)}`;
  try {
    parse(text, { noLocation: true });
    return null;
  } catch (error) {
    return `${at}: ${(error as Error).message}`;
  }
}

function clashes(documents: readonly Written[]): string[] {
  const first = new Map<string, Written>();
  return documents.flatMap((document) => {
    const earlier = first.get(document.id);
    if (earlier === undefined) first.set(document.id, document);
    return earlier === undefined || earlier.text === document.text
      ? []
      : [
          `${document.file}: document ${JSON.stringify(document.id)} has another text in ${earlier.file === document.file ? 'the same file' : earlier.file}`,
        ];
  });
}

/** Lower-case hexadecimal, of the text in UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
