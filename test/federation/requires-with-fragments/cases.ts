import type { Behaviour } from '../testkit/behaviour.ts';

type Lead = { text: string; url?: string; seconds?: number; width?: number };
const story = (id: string, lead: object) => ({
  __typename: 'Story',
  id,
  lead,
  card: (self: { lead: Lead }) => [self.lead.text, self.lead.url, self.lead.seconds ?? self.lead.width].join(' '),
  line: (self: { lead: Lead }) => self.lead.text,
});
const film = story('1', { __typename: 'Film', text: 'Flood', url: '/f', seconds: 90 });
const still = story('2', { __typename: 'Still', text: 'Storm', url: '/s', width: 640 });
const types = (hidden: string) => `
  interface Lead { text: String! }
  interface Linked implements Lead { text: String! url: String! }
  type Film implements Lead & Linked @shareable ${hidden} { text: String! url: String! seconds: Int! }
  type Still implements Lead & Linked @shareable { text: String! url: String! width: Int! }`;

const FLAT = 'lead { text ... on Film { url seconds } ... on Still { url width } }';
const NESTED = 'lead { text ... on Linked { url ... on Film { seconds } ... on Still { width } } }';

export const behaviour: Behaviour = {
  shows: '@requires with nested type conditions, a hidden type among them',
  subgraphs: {
    leads: `type Query { story: Story } type Story @key(fields: "id") { id: ID! lead: Lead } ${types('')}`,
    cards: `
      type Query { film: Story still: Story }
      type Story @key(fields: "id") {
        id: ID! lead: Lead @external
        card: String! @requires(fields: "${FLAT}")
        line: String! @requires(fields: "lead { text }")
      }
      ${types('@inaccessible')}`,
  },
  // Composition 0.27 finds no interface under a type condition.
  edit: (supergraph) => supergraph.replace(FLAT, NESTED).replace('"lead { text }"', '"lead { ... on Lead { text } }"'),
  world: () => ({ query: { story: still, film, still }, entities: [film, still] }),
  cases: [
    { ask: '{ story { card } }', answer: { story: { card: 'Storm /s 640' } }, fetches: ['leads', 'cards 1'] },
    {
      ask: '{ still { lead { __typename } line } }',
      answer: { still: { lead: { __typename: 'Still' }, line: 'Storm' } },
      fetches: ['cards', 'leads 1', 'cards 1'],
    },
    {
      ask: '{ film { id card lead { __typename text } } still { card } }',
      answer: { film: { id: '1', card: 'Flood /f 90', lead: null }, still: { card: 'Storm /s 640' } },
      errors: ['film.lead: "Lead" of Story.lead has no such type.'],
      fetches: ['cards', 'leads 2', 'cards 2'],
    },
  ],
};
