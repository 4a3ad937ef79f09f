/** Tells the log of operations that are answered although they are not trusted: each once, so that a list can be made of what clients really send. */
import type { Logger } from '../../../telemetry/logger.ts';
import { sha256 } from './read-documents.ts';

/** Further ones are only counted. */
const MOST_TOLD = 1_000;

/** The text itself is left out: clients that write values into it would have them logged. Its hash is what a manifest calls it. */
export function unlistedReporter(log: Logger): (text: string) => void {
  const told = new Set<string>();
  return (text) => {
    if (told.size >= MOST_TOLD) return;
    const documentId = `sha256:${sha256(text)}`;
    if (told.has(documentId)) return;
    told.add(documentId);
    const name = /\b(?:query|mutation|subscription)\s+(\w{1,100})/.exec(text)?.[1] ?? null;
    log.warn({ documentId, name }, 'an operation is not among the trusted documents');
  };
}
