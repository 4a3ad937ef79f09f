/** The parameters of a GET (GraphQL over HTTP, "GET"; its appendix "Persisted Documents"). */
import { ClientError } from '../../../errors/client-error.ts';

const TEXTS = ['query', 'operationName', 'documentId'] as const;
const OBJECTS = ['variables', 'extensions'] as const;

/**
 * @returns null for what Apollo Server refuses in its own words: a parameter that is given twice, JSON that is none or no object (runHttpQuery.js, 5.5.1)
 * @throws ClientError 400 where `documentId`, which Apollo Server does not know, is given twice
 */
export function readSearch(search: string): Readonly<Record<string, unknown>> | null {
  const parameters = new URLSearchParams(search);
  const read: Record<string, unknown> = {};
  for (const name of [...TEXTS, ...OBJECTS]) {
    const [value, ...others] = parameters.getAll(name);
    if (value === undefined) continue;
    if (others.length > 0) {
      if (name === 'documentId') throw new ClientError('BAD_REQUEST', 'The documentId search parameter may only be specified once.');
      return null;
    }
    read[name] = value;
  }
  for (const name of OBJECTS) {
    if (read[name] === undefined) continue;
    const value = parsed(read[name] as string);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    read[name] = value;
  }
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The other way round. */
export function writeSearch(parameters: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return `?${search}`;
}
