import type { Behaviour } from '../testkit/behaviour.ts';

const shelf = {
  __typename: 'Shelf',
  id: 's',
  texts: ['a', 1, true, 'é"\n\u2028'],
  ids: ['a', 7],
  ints: [0, -2_147_483_648],
  floats: [1, 0.1, -1e300],
  flags: [true, false],
  kinds: ['ARTICLE', 'VIDEO'],
  any: { free: [1, null, { deep: true }] },
};
const lie = (fields: object) => ({ shelves: { data: { shelf: fields } } });

export const behaviour: Behaviour = {
  shows: 'leaves are what their type says: what a subgraph may not say becomes null, with an error that does not repeat it',
  subgraphs: {
    shelves: `
      scalar Any
      enum Kind { ARTICLE VIDEO }
      type Query { shelf: Shelf }
      type Shelf { id: ID! texts: [String] ids: [ID] ints: [Int] floats: [Float] flags: [Boolean] kinds: [Kind] must: [Kind!] any: Any one: Int! }`,
  },
  world: () => ({ query: { shelf } }),
  cases: [
    {
      ask: '{ shelf { texts ids ints floats flags kinds any } }',
      answer: {
        shelf: {
          texts: ['a', '1', 'true', 'é"\n\u2028'],
          ids: ['a', '7'],
          ints: [0, -2_147_483_648],
          floats: [1, 0.1, -1e300],
          flags: [true, false],
          kinds: ['ARTICLE', 'VIDEO'],
          any: { free: [1, null, { deep: true }] },
        },
      },
      fetches: ['shelves'],
    },
    {
      ask: '{ shelf { ints } }',
      faults: lie({ ints: [1, 1.5, 2_147_483_648, '1', true, null] }),
      answer: { shelf: { ints: [1, null, null, null, null, null] } },
      errors: [
        'shelf.ints.1: Int of Shelf.ints cannot represent what a subgraph answered: a value of type number.',
        'shelf.ints.2: Int of Shelf.ints cannot represent what a subgraph answered: a value of type number.',
        'shelf.ints.3: Int of Shelf.ints cannot represent what a subgraph answered: a value of type string.',
        'shelf.ints.4: Int of Shelf.ints cannot represent what a subgraph answered: a value of type boolean.',
      ],
      fetches: ['shelves'],
    },
    {
      ask: '{ shelf { floats flags } }',
      faults: lie({ floats: ['1', 2, {}], flags: [0, 'true', true] }),
      answer: { shelf: { floats: [null, 2, null], flags: [null, null, true] } },
      errors: [
        'shelf.floats.0: Float of Shelf.floats cannot represent what a subgraph answered: a value of type string.',
        'shelf.floats.2: Float of Shelf.floats cannot represent what a subgraph answered: a value of type object.',
        'shelf.flags.0: Boolean of Shelf.flags cannot represent what a subgraph answered: a value of type number.',
        'shelf.flags.1: Boolean of Shelf.flags cannot represent what a subgraph answered: a value of type string.',
      ],
      fetches: ['shelves'],
    },
    {
      ask: '{ shelf { texts ids } }',
      faults: lie({ texts: [{}, ['a'], 'a'], ids: [1.5, true, {}] }),
      answer: { shelf: { texts: [null, null, 'a'], ids: [null, null, null] } },
      errors: [
        'shelf.texts.0: String of Shelf.texts cannot represent what a subgraph answered: a value of type object.',
        'shelf.texts.1: String of Shelf.texts cannot represent what a subgraph answered: a value of type list.',
        'shelf.ids.0: ID of Shelf.ids cannot represent what a subgraph answered: a value of type number.',
        'shelf.ids.1: ID of Shelf.ids cannot represent what a subgraph answered: a value of type boolean.',
        'shelf.ids.2: ID of Shelf.ids cannot represent what a subgraph answered: a value of type object.',
      ],
      fetches: ['shelves'],
    },
    {
      ask: '{ shelf { kinds must } }',
      faults: lie({ kinds: ['SECRET', 'article', 1, 'VIDEO'], must: ['VIDEO', 'toString'] }),
      answer: { shelf: { kinds: [null, null, null, 'VIDEO'], must: null } },
      errors: [
        'shelf.kinds.0: Enum "Kind" of Shelf.kinds has no such value.',
        'shelf.kinds.1: Enum "Kind" of Shelf.kinds has no such value.',
        'shelf.kinds.2: Enum "Kind" of Shelf.kinds has no such value.',
        'shelf.must.1: Enum "Kind" of Shelf.must has no such value.',
      ],
      fetches: ['shelves'],
    },
    {
      ask: '{ shelf { texts kinds one } }',
      faults: lie({ texts: 'a', kinds: { 0: 'VIDEO' }, one: [1] }),
      answer: { shelf: null },
      errors: [
        'shelf.texts: Expected a list for Shelf.texts.',
        'shelf.kinds: Expected a list for Shelf.kinds.',
        'shelf.one: Int of Shelf.one cannot represent what a subgraph answered: a value of type list.',
      ],
      fetches: ['shelves'],
    },
  ],
};
