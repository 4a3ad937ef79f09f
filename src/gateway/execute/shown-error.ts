/** What clients read of a subgraph's error. Where it stands and that it failed is always told; its words and extensions only by rule. */
import type { SubgraphError } from '../transport/subgraph-executor.ts';

export interface SubgraphErrorRule {
  /** Keys of `extensions` that are handed on. `code` is handed on always. */
  readonly extensions: 'all' | ReadonlySet<string>;
  /** Which messages are: all, those of errors made for clients (they have a code, and not INTERNAL_SERVER_ERROR), or none. */
  readonly messages: 'all' | 'coded' | 'none';
}

export const SHOW_ALL: SubgraphErrorRule = { extensions: 'all', messages: 'all' };

const INTERNAL_CODE = 'INTERNAL_SERVER_ERROR';

export interface ShownSubgraphError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** True where the message is not the subgraph's own. */
  readonly masked: boolean;
}

/** @param requestId by which whoever reads the log finds what the client was not told. */
export function shownError(error: SubgraphError, rule: SubgraphErrorRule, requestId: string): ShownSubgraphError {
  const code = error.extensions?.['code'];
  const shows = rule.messages === 'all' || (rule.messages === 'coded' && typeof code === 'string' && code !== INTERNAL_CODE);
  const kept = extensionsOf(error, rule);
  if (shows) return { message: String(error.message), extensions: kept, masked: false };
  const message = `Something failed on our side. It is in the log under request ${requestId}.`;
  return { message, extensions: { ...kept, code: code ?? INTERNAL_CODE, requestId }, masked: message !== error.message };
}

function extensionsOf({ extensions }: SubgraphError, rule: SubgraphErrorRule): Readonly<Record<string, unknown>> | undefined {
  if (rule.extensions === 'all' || !extensions) return extensions;
  const allowed = rule.extensions;
  return Object.fromEntries(Object.entries(extensions).filter(([key]) => key === 'code' || allowed.has(key)));
}
