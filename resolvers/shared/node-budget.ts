/** How many list items one request may draw from one subgraph: lists nested in lists multiply, and page sizes alone do not bound the product. */
import { ClientError } from '../../src/errors/client-error.ts';

export const MAX_NODES = 20_000;

export class NodeBudget {
  #left = MAX_NODES;

  /** Throws TOO_MANY_NODES once the request has drawn more than `MAX_NODES` in all. */
  take(count: number): void {
    this.#left -= count;
    if (this.#left < 0) {
      throw new ClientError(
        'TOO_MANY_NODES',
        `One request may draw at most ${MAX_NODES} list items: ask for smaller pages, or nest fewer lists.`,
        {
          details: { limit: MAX_NODES },
        },
      );
    }
  }
}
