/** The last explained answer of each operation, by its name: written by the fetcher, read by the panel. */
import { useSyncExternalStore } from 'react';
import type { Explanation } from '../../../src/gateway/explain/explanation.ts';

export interface ExplainedAnswer {
  readonly query: string;
  readonly explanation: Explanation;
}

const MOST_KEPT = 50;
const answers = new Map<string, ExplainedAnswer>();
const listeners = new Set<() => void>();

export function keepExplained(operationName: string, answer: ExplainedAnswer): void {
  answers.delete(operationName);
  answers.set(operationName, answer);
  for (const oldest of answers.keys()) {
    if (answers.size <= MOST_KEPT) break;
    answers.delete(oldest);
  }
  for (const listener of listeners) listener();
}

/** @param operationName empty for an operation without a name */
export function useExplained(operationName: string): ExplainedAnswer | null {
  return useSyncExternalStore(subscribe, () => answers.get(operationName) ?? null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
