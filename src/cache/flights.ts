/** One reading of the source for all who ask the same at the same time. Who asks after an invalidation does not join a flight from before it. */
import type { Ticket } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { PassingMap } from './passing-map.ts';

interface Flight {
  readonly ticket: Ticket;
  readonly landing: Promise<unknown>;
}

export class Flights {
  readonly #ledger: Ledger;
  readonly #flights = new PassingMap<string, Flight>();

  readonly #onEnd: (ticket: Ticket) => void;

  constructor(ledger: Ledger, onEnd: (ticket: Ticket) => void = () => undefined) {
    this.#ledger = ledger;
    this.#onEnd = onEnd;
  }

  /** What somebody is reading already; null where nobody is. */
  join(key: string): Promise<unknown> | null {
    const flight = this.#flights.get(key);
    return flight !== undefined && this.#ledger.isRight(flight.ticket.key.tags, flight.ticket.number) ? flight.landing : null;
  }

  /** `landing` is what all who join are given; it may reject. */
  begin(ticket: Ticket, landing: Promise<unknown>): void {
    const flight = { ticket, landing };
    const key = ticket.key.text;
    this.#flights.set(key, flight);
    const end = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
      this.#onEnd(ticket);
    };
    landing.then(end, end);
  }
}
