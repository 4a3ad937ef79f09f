/** Asks the gateway for the plan of what is in the editor: src/server/graphql/explain.ts answers, in development. */
import type { PlannedFetch } from '../../../src/gateway/explain/explanation.ts';

export interface OperationInEditor {
  readonly query: string;
  /** As typed. */
  readonly variables: string;
  readonly operationName: string | null;
}

export type PlanOutcome = { readonly fetches: readonly PlannedFetch[] } | { readonly refusal: string };

export async function askPlan({ query, variables, operationName }: OperationInEditor, signal: AbortSignal): Promise<PlanOutcome> {
  if (query.trim() === '') return { refusal: 'Write an operation, and its plan is drawn here.' };
  try {
    const response = await fetch('/graphql/explain', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName, variables: variables.trim() === '' ? {} : JSON.parse(variables) }),
      signal,
    });
    if (response.status === 404) return { refusal: 'This gateway tells nothing of its plans: it runs in production.' };
    const answer = (await response.json()) as { fetches: readonly PlannedFetch[] } | { errors: readonly { message: string }[] };
    return 'errors' in answer ? { refusal: answer.errors[0]?.message ?? 'The operation has no plan.' } : answer;
  } catch (error) {
    return { refusal: error instanceof SyntaxError ? `Variables: ${error.message}` : `The gateway does not answer: ${String(error)}` };
  }
}
