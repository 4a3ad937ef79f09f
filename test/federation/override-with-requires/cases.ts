import type { Behaviour } from '../testkit/behaviour.ts';

const writer = (id: string) => ({
  __typename: 'Author',
  id,
  name: `N${id}`,
  initials: ({ name }: { name: string }) => `i:${name}`,
  label: ({ name }: { name: string }) => `l:${name}`,
});
const [a, b, c] = [writer('1'), writer('2'), writer('3')];

export const behaviour: Behaviour = {
  shows: 'fields that require one that was moved by @override, the old owner among those who require it',
  subgraphs: {
    initials:
      'type Query { one: Author } type Author @key(fields: "id") { id: ID! name: String! @external initials: String! @requires(fields: "name") }',
    names: 'type Query { two: Author } type Author @key(fields: "id") { id: ID! name: String! @override(from: "labels") }',
    labels:
      'type Query { three: Author } type Author @key(fields: "id") { id: ID! name: String! @external label: String! @requires(fields: "name") }',
  },
  world: () => ({ query: { one: a, two: b, three: c }, entities: [a, b, c].filter((one) => one !== undefined) }),
  cases: [
    {
      ask: '{ one { id name initials label } two { id name initials label } three { id name initials label } }',
      answer: {
        one: { id: '1', name: 'N1', initials: 'i:N1', label: 'l:N1' },
        two: { id: '2', name: 'N2', initials: 'i:N2', label: 'l:N2' },
        three: { id: '3', name: 'N3', initials: 'i:N3', label: 'l:N3' },
      },
      fetches: ['initials', 'names', 'labels', 'names 2', 'initials 3', 'labels 3'],
    },
    { ask: '{ three { label } }', answer: { three: { label: 'l:N3' } }, fetches: ['labels', 'names 1', 'labels 1'] },
    { ask: '{ one { label } }', answer: { one: { label: 'l:N1' } }, fetches: ['initials', 'names 1', 'labels 1'] },
  ],
};
