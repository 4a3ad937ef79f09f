/** @context and @fromContext: arguments that clients do not give, because an object further up in the answer has them. */
import { describe, expect, it } from '@jest/globals';
import { failWith, federate, type Call, type TestSubgraph } from './testkit.ts';

const trips: TestSubgraph = {
  sdl: `
    type Query { trip: Trip trips: [Trip!]! tour: Tour }
    type Trip @key(fields: "id") @context(name: "journey") { id: ID! currency: String! first: Stop stops: [Stop!]! }
    type Tour @key(fields: "id") @context(name: "journey") { id: ID! money: Money! leg: Leg! rows: [[Stop]!] onward: Trip }
    type Money { unit: String! }
    type Leg { miles: Int! end: Stop }
    type Stop @key(fields: "id") {
      id: ID!
      trip: Trip
      price(nights: Int, currency: String @fromContext(field: "$journey ... on Trip { currency } ... on Tour { money { unit } }")): String
    }`,
  resolve: {
    'Query.trip': () => trip('EUR'),
    'Query.trips': () => [trip('EUR'), trip('AED'), trip('EUR')],
    'Query.tour': () => ({
      id: 'o1',
      money: { unit: 'GBP' },
      leg: { miles: 7, end: { id: 's9' } },
      rows: [[{ id: 's1' }, null], [{ id: 's2' }]],
      onward: trip('SEK'),
    }),
    'Stop.price': ({ id }: { id: string }, { nights, currency }: { nights?: number; currency?: string }) =>
      `${id}: ${nights ?? 1} in ${currency ?? 'nothing'}`,
    'Stop.trip': () => trip('JPY'),
  },
  entities: { Stop: ({ id }: { id: string }) => ({ id }), Trip: ({ id }: { id: string }) => trip(id) },
};
const places: TestSubgraph = {
  sdl: 'type Stop @key(fields: "id") { id: ID! stars: Int! } type Trip @key(fields: "id") { id: ID! guide: String!  best: Stop }',
  entities: {
    Stop: ({ id }: { id: string }) => ({ id, stars: 4 }),
    Trip: ({ id }: { id: string }) => ({ id, guide: 'Huda', best: { id: 's8', stars: 4 } }),
  },
};

function trip(currency: string): object {
  return { id: currency, currency, first: { id: 's1' }, stops: [{ id: 's1' }, { id: 's2' }] };
}

/** What each further fetch was asked for, and the values from further up. */
function entityCalls(calls: readonly Call[]): unknown[] {
  return calls
    .filter(({ representations }) => representations.length > 0)
    .map(({ representations, variables }) => [representations.length, variables]);
}

describe('an argument from further up', () => {
  it('is what the parent has, though the client does not ask for it', async () => {
    const { run, calls } = federate({ trips, places });
    expect((await run('{ trip { first { price } } }')).text).toBe('{"trip":{"first":{"price":"s1: 1 in EUR"}}}');
    expect(entityCalls(calls)).toEqual([[1, { context_currency: 'EUR' }]]);
  });

  it('stands beside the arguments that clients give, variables and aliases included', async () => {
    const { run } = federate({ trips, places });
    const operation = 'query ($n: Int) { trip { first { price two: price(nights: 2) n: price(nights: $n) id } } }';
    expect((await run(operation, { n: 5 })).text).toBe(
      '{"trip":{"first":{"price":"s1: 1 in EUR","two":"s1: 2 in EUR","n":"s1: 5 in EUR","id":"s1"}}}',
    );
  });

  it('differs from place to place: one request for each value, whatever the number of objects', async () => {
    const { run, calls } = federate({ trips, places });
    expect((await run('{ trips { stops { price } } }')).text).toBe(
      '{"trips":[{"stops":[{"price":"s1: 1 in EUR"},{"price":"s2: 1 in EUR"}]},{"stops":[{"price":"s1: 1 in AED"},{"price":"s2: 1 in AED"}]},{"stops":[{"price":"s1: 1 in EUR"},{"price":"s2: 1 in EUR"}]}]}',
    );
    expect(entityCalls(calls)).toEqual([
      [2, { context_currency: 'EUR' }],
      [2, { context_currency: 'AED' }],
    ]);
  });

  it('is the nearest that has the context, through objects without it, lists of lists, and below another field of the context', async () => {
    const { run } = federate({ trips, places });
    expect((await run('{ tour { leg { end { price } } rows { price } onward { first { price } } } }')).text).toBe(
      '{"tour":{"leg":{"end":{"price":"s9: 1 in GBP"}},"rows":[[{"price":"s1: 1 in GBP"},null],[{"price":"s2: 1 in GBP"}]],"onward":{"first":{"price":"s1: 1 in SEK"}}}}',
    );
    expect((await run('{ trip { first { trip { first { price } } } } }')).text).toBe(
      '{"trip":{"first":{"trip":{"first":{"price":"s1: 1 in JPY"}}}}}',
    );
  });

  it('is fetched where a subgraph without the context brings the object', async () => {
    const { run, calls } = federate({ trips, places });
    expect((await run('{ trip { guide best { stars price } } }')).text).toBe(
      '{"trip":{"guide":"Huda","best":{"stars":4,"price":"s8: 1 in EUR"}}}',
    );
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['trips', 'places', 'trips']);
  });

  it('keeps out of the way of a client’s variable of that name', async () => {
    const { run } = federate({ trips, places });
    const operation = 'query ($context_currency: Int) { trip { first { price(nights: $context_currency) } } }';
    expect((await run(operation, { context_currency: 3 })).text).toBe('{"trip":{"first":{"price":"s1: 3 in EUR"}}}');
  });

  it('that could not be had fails its field, where it stands, and no other', async () => {
    const broke: TestSubgraph = {
      ...trips,
      sdl: trips.sdl.replace('currency: String! first', 'currency: String first'),
      resolve: {
        ...trips.resolve,
        'Trip.currency': ({ id }: { id: string }) => (id === 'AED' ? failWith('no rates today') : id),
      },
    };
    const { run } = federate({ trips: broke, places });
    const { text, errors } = await run('{ trips { first { id price stars } } }');
    expect(text).toBe(
      '{"trips":[{"first":{"id":"s1","price":"s1: 1 in EUR","stars":4}},{"first":{"id":"s1","price":null,"stars":4}},{"first":{"id":"s1","price":"s1: 1 in EUR","stars":4}}]}',
    );
    expect(errors).toEqual([expect.objectContaining({ message: 'no rates today', path: ['trips', 1, 'first', 'price'] })]);
  });

  it('is no argument for clients', async () => {
    const { run, calls } = federate({ trips, places });
    expect((await run('{ trip { first { price(currency: "USD") } } }')).errors?.[0]?.message).toContain('Unknown argument "currency"');
    expect(calls).toEqual([]);
  });
});
