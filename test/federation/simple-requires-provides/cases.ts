import type { Behaviour } from '../testkit/behaviour.ts';

const postage = ({ fee, weight }: { fee: number; weight: number }) => fee * weight;
const print = (id: string, fee: number, weight: number, inStock: boolean) => ({
  __typename: 'Print',
  id,
  title: `Print ${id}`,
  fee,
  weight,
  inStock,
  postage,
  label: (self: { fee: number; weight: number }) => `#${postage(self)}`,
  letters: (): object[] => letters.filter((letter) => letter.about.id === id),
});
const [poster, map] = [print('p1', 11, 10, true), print('p2', 22, 20, false)] as const;
const amal = { __typename: 'Reader', id: 'r1', name: 'Amal', alias: 'ml', letters: () => letters };
const letters = [
  { __typename: 'Letter', id: 'l1', text: 'Fine', from: amal, about: poster },
  { __typename: 'Letter', id: 'l2', text: 'Torn', from: amal, about: map },
];

export const behaviour: Behaviour = {
  shows: '@requires and @provides side by side, over four subgraphs that refer to each other',
  subgraphs: {
    readers: 'type Query { me: Reader } type Reader @key(fields: "id") { id: ID! name: String alias: String @shareable }',
    stock: `
      type Print @key(fields: "id") {
        id: ID! weight: Int @external fee: Int @external inStock: Boolean
        postage: Int @requires(fields: "fee weight") label: String @requires(fields: "fee weight")
      }`,
    prints: 'type Query { prints: [Print] } type Print @key(fields: "id") { id: ID! title: String fee: Int weight: Int }',
    letters: `
      type Letter @key(fields: "id") { id: ID! text: String from: Reader @provides(fields: "alias") about: Print }
      type Reader @key(fields: "id") { id: ID! alias: String @external letters: [Letter] }
      type Print @key(fields: "id") { id: ID! letters: [Letter] }`,
  },
  world: () => ({ query: { me: amal, prints: [poster, map] }, entities: [amal, poster, map, ...letters] }),
  cases: [
    { ask: '{ me { id } }', answer: { me: { id: 'r1' } }, fetches: ['readers'] },
    { ask: '{ me { letters { id } } }', answer: { me: { letters: [{ id: 'l1' }, { id: 'l2' }] } }, fetches: ['readers', 'letters 1'] },
    {
      ask: '{ me { letters { from { alias id } about { inStock } } } }',
      answer: {
        me: {
          letters: [
            { from: { alias: 'ml', id: 'r1' }, about: { inStock: true } },
            { from: { alias: 'ml', id: 'r1' }, about: { inStock: false } },
          ],
        },
      },
      fetches: ['readers', 'letters 1', 'stock 2'],
    },
    { ask: '{ prints { postage } }', answer: { prints: [{ postage: 110 }, { postage: 440 }] }, fetches: ['prints', 'stock 2'] },
    {
      ask: '{ prints { postage fee title label } }',
      answer: {
        prints: [
          { postage: 110, fee: 11, title: 'Print p1', label: '#110' },
          { postage: 440, fee: 22, title: 'Print p2', label: '#440' },
        ],
      },
      fetches: ['prints', 'stock 2'],
    },
    {
      ask: '{ prints { letters { from { alias name } about { title postage } } } }',
      answer: {
        prints: [
          { letters: [{ from: { alias: 'ml', name: 'Amal' }, about: { title: 'Print p1', postage: 110 } }] },
          { letters: [{ from: { alias: 'ml', name: 'Amal' }, about: { title: 'Print p2', postage: 440 } }] },
        ],
      },
      fetches: ['prints', 'letters 2', 'readers 1', 'prints 2', 'stock 2'],
    },
    {
      ask: '{ me { letters { about { letters { id } postage } } } }',
      answer: {
        me: { letters: [{ about: { letters: [{ id: 'l1' }], postage: 110 } }, { about: { letters: [{ id: 'l2' }], postage: 440 } }] },
      },
      fetches: ['readers', 'letters 1', 'prints 2', 'stock 2'],
    },
  ],
};
