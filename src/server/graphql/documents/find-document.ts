/**
 * Which text a request asks to be run: by its id (`documentId`, GraphQL over HTTP, appendix "Persisted Documents"; or the hash of Apollo's persisted queries), or by the text itself; and
 * whether it may be, where only trusted documents are answered.
 */
import { GraphQLError } from 'graphql';
import { ClientError } from '../../../errors/client-error.ts';
import type { PersistedQueryCache } from './persisted-queries.ts';
import { MAX_ID_CHARACTERS, sha256 } from './read-documents.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** `log`: others are answered and told of. `require`: only trusted texts are answered, however they are asked for. `ids`: only by their ids. */
export type Safelist = 'off' | 'log' | 'require' | 'ids';

export type AskedBy = 'document_id' | 'persisted_query' | 'text';
/** `persisted`: registered earlier by a client. `unlisted`: answered although not trusted. */
export type DocumentOutcome = 'trusted' | 'persisted' | 'registered' | 'unlisted' | 'unknown_id' | 'mismatch' | 'refused';

export interface FindDocumentOptions {
  readonly trusted: TrustedDocuments;
  readonly safelist: Safelist;
  readonly persistedQueries: Pick<PersistedQueryCache, 'get'>;
  /** Texts are counted where there is a safelist alone. */
  readonly count: (by: AskedBy, outcome: DocumentOutcome) => void;
  /** Mode `log`: a text that is not trusted is answered. */
  readonly onUnlisted: (text: string) => void;
}

export type FoundDocument =
  /** As it was sent: nothing was asked for by id, or Apollo Server has the words for what is wrong with it. */
  | { readonly kind: 'as sent' }
  | { readonly kind: 'text'; readonly text: string; readonly register: string | null }
  | { readonly kind: 'refused'; readonly error: GraphQLError };

export type FindDocument = (parameters: Readonly<Record<string, unknown>>) => FoundDocument | Promise<FoundDocument>;

const AS_SENT = { kind: 'as sent' } as const;

/** What is found throws `ClientError` 400 where `documentId` is none. */
export function createFindDocument({ trusted, safelist, persistedQueries, count, onUnlisted }: FindDocumentOptions): FindDocument {
  const isStrict = safelist === 'require' || safelist === 'ids';

  return (parameters) => {
    const query = typeof parameters['query'] === 'string' ? parameters['query'] : null;
    const hash = persistedHash(parameters['extensions']);
    // Apollo Server refuses it, whatever else is asked.
    if (hash === 'wrong') return AS_SENT;
    const id = documentId(parameters['documentId']);
    if (id === null && hash === null) return query === null || query === '' ? AS_SENT : byText(query);
    if (id !== null && hash !== null && id !== hash && id !== `sha256:${hash}`)
      return refuse(
        'document_id',
        'mismatch',
        'DOCUMENT_ID_MISMATCH',
        'documentId and extensions.persistedQuery name different documents.',
      );
    return id === null ? byId('persisted_query', hash as string, query) : byId('document_id', id, query);
  };

  function byText(text: string): FoundDocument {
    if (safelist === 'ids')
      return refuse(
        'text',
        'refused',
        'PERSISTED_QUERY_ID_REQUIRED',
        'Operations are taken by the id of a trusted document alone: send "documentId", without "query".',
      );
    if (safelist === 'off') return AS_SENT;
    if (trusted.has(text)) {
      count('text', 'trusted');
      return AS_SENT;
    }
    if (isStrict) return notTrusted('text');
    count('text', 'unlisted');
    onUnlisted(text);
    return AS_SENT;
  }

  function byId(by: AskedBy, id: string, query: string | null): FoundDocument | Promise<FoundDocument> {
    const text = trusted.textOf(id);
    if (text !== null) {
      if (query !== null && query !== text) return differs(by, id);
      count(by, 'trusted');
      return { kind: 'text', text, register: null };
    }
    const hash = hashOf(by, id);
    // A name of somebody's own cannot be compared with a text.
    if (query !== null && hash === null && by === 'document_id') return notInList(by, id);
    if (query !== null && sha256(query) !== hash) return differs(by, id);
    if (isStrict) return strictly(by, id, query);
    if (hash === null) return notInList(by, id);
    return query === null ? registered(by, id, hash) : register(by, query, hash);
  }

  /** The id is not known; its text may be trusted all the same, in another layout. */
  function strictly(by: AskedBy, id: string, query: string | null): FoundDocument {
    if (query === null || safelist === 'ids') return notInList(by, id);
    if (!trusted.has(query)) return notTrusted(by);
    count(by, 'trusted');
    return { kind: 'text', text: query, register: null };
  }

  function register(by: AskedBy, text: string, hash: string): FoundDocument {
    count(by, 'registered');
    if (safelist === 'log' && !trusted.has(text)) onUnlisted(text);
    return { kind: 'text', text, register: hash };
  }

  async function registered(by: AskedBy, id: string, hash: string): Promise<FoundDocument> {
    const text = await persistedQueries.get(`apq:${hash}`);
    if (text === undefined) {
      // Clients of automatic persisted queries know this one by its words.
      const message =
        by === 'persisted_query'
          ? 'PersistedQueryNotFound'
          : `There is no document ${shown(id)} here. Send its text in "query" as well, and it is kept.`;
      return refuse(by, 'unknown_id', 'PERSISTED_QUERY_NOT_FOUND', message);
    }
    count(by, 'persisted');
    if (safelist === 'log' && !trusted.has(text)) onUnlisted(text);
    return { kind: 'text', text, register: null };
  }

  function notTrusted(by: AskedBy): FoundDocument {
    return refuse(
      by,
      'refused',
      'QUERY_NOT_IN_SAFELIST',
      'Only trusted documents are answered here (SAFELIST), and this text is none of them.',
    );
  }

  function notInList(by: AskedBy, id: string): FoundDocument {
    return refuse(by, 'unknown_id', 'PERSISTED_QUERY_NOT_IN_LIST', `There is no document ${shown(id)} among the trusted ones.`);
  }

  function differs(by: AskedBy, id: string): FoundDocument {
    return refuse(
      by,
      'mismatch',
      'DOCUMENT_ID_MISMATCH',
      `"query" is not the text of the document ${shown(id)}: send the id alone, or the text it stands for.`,
    );
  }

  function refuse(by: AskedBy, outcome: DocumentOutcome, code: string, message: string): FoundDocument {
    count(by, outcome);
    return { kind: 'refused', error: new GraphQLError(message, { extensions: { code } }) };
  }
}

function documentId(given: unknown): string | null {
  if (given === undefined || given === null) return null;
  if (typeof given === 'string' && given.length >= 1 && given.length <= MAX_ID_CHARACTERS) return given;
  throw new ClientError('BAD_REQUEST', `"documentId" must be a string of 1 to ${MAX_ID_CHARACTERS} characters.`);
}

/** Of `extensions.persistedQuery`; null where there is none, `wrong` where it is none of version 1. */
function persistedHash(extensions: unknown): string | null {
  const given =
    typeof extensions === 'object' && extensions !== null ? (extensions as Record<string, unknown>)['persistedQuery'] : undefined;
  // As Apollo Server sees it (requestPipeline.js, 5.5.1).
  if (!given) return null;
  const { version, sha256Hash } = given as Record<string, unknown>;
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : 'wrong';
}

/** The SHA-256 that the id is; null where it is a name of somebody's own. */
function hashOf(by: AskedBy, id: string): string | null {
  return (by === 'persisted_query' ? /^([0-9a-f]{64})$/ : /^sha256:([0-9a-f]{64})$/).exec(id)?.[1] ?? null;
}

function shown(id: string): string {
  return JSON.stringify(id.slice(0, 80));
}
