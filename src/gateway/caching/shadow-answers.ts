/** Whole answers in shadow: what is kept is compared with what its parts make now. */
import type { ClientRequest, GatewayResponse } from '../request.ts';
import type { KeptAnswer } from './answers.ts';
import { differingFields } from './differing-fields.ts';
import { AGAIN_AFTER_MS, drawOf, type Checked, type Shadow } from './shadow.ts';

export interface KeptAndMade {
  readonly operation: string | null;
  readonly client: ClientRequest;
  readonly kept: KeptAnswer;
  readonly made: GatewayResponse;
  /** Whether the same answer would still be shown. */
  readonly isKept: (kept: KeptAnswer) => Promise<boolean>;
  readonly makeAgain: (client: ClientRequest) => Promise<GatewayResponse>;
}

export class ShadowAnswers {
  readonly #shadow: Shadow;

  constructor(shadow: Shadow) {
    this.#shadow = shadow;
  }

  chooses(client: ClientRequest): boolean {
    return drawOf(this.#shadow, client) < this.#shadow.percentOfAnswers;
  }

  get choosesAll(): boolean {
    return this.#shadow.percentOfAnswers >= 100;
  }

  /** Nobody waits for it. */
  check({ operation, client, kept, made, isKept, makeAgain }: KeptAndMade): void {
    const first = compared(kept, made);
    if (first === null || first.length === 0) return this.#count(first === null ? 'unchecked' : 'same');
    const again = async (): Promise<void> => {
      await this.#shadow.wait(AGAIN_AFTER_MS);
      if (!(await isKept(kept))) return this.#count('settled');
      const fields = compared(kept, await makeAgain(this.#shadow.afresh(client)));
      this.#count(fields === null ? 'unchecked' : fields.length === 0 ? 'settled' : 'different');
      if (fields !== null && fields.length > 0)
        this.#shadow.onDifference({ subgraph: null, operation, type: 'Query', scope: kept.freshness.scope, fields, entity: null });
    };
    again().catch(() => this.#count('unchecked'));
  }

  #count(outcome: Checked['outcome']): void {
    this.#shadow.onChecked({ cache: 'answer', subgraph: null, type: 'Query', outcome });
  }
}

/** @returns where they differ; null where there is nothing to compare with */
function compared({ text }: KeptAnswer, { data, errors = [] }: GatewayResponse): string[] | null {
  if (!data || errors.length > 0) return null;
  return text === data.text ? [] : differingFields(JSON.parse(text), data.toJSON(), '');
}
