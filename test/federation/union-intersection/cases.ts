import type { Behaviour } from '../testkit/behaviour.ts';

const book = { __typename: 'Book', id: 'b1', title: 'Tides', shelf: 'A4', isbn: '978' };
const song = { __typename: 'Song', id: 's1', title: 'Rain', shelf: 'C1' };
const film = { __typename: 'Film', id: 'f1', title: 'Storm', isbn: null, rating: 'G' };
const desk = { media: book, ours: song, theirs: film, book };

export const behaviour: Behaviour = {
  shows: 'shared unions of which each subgraph knows other members',
  subgraphs: {
    library: `
      union Medium = Book | Song
      union DeskMedium = Book | Song
      type Query { medium: Medium @shareable ours: Medium book: Book @shareable desk: Desk @shareable }
      type Desk { media: DeskMedium @shareable ours: DeskMedium book: Book @shareable }
      type Book @key(fields: "id") { id: ID! title: String! @shareable shelf: String! }
      type Song @key(fields: "id") { id: ID! title: String! @shareable shelf: String! }`,
    cinema: `
      union Medium = Book | Film
      union DeskMedium = Book | Film
      type Query { medium: Medium @shareable theirs: Medium book: Medium @shareable desk: Desk @shareable }
      type Desk { media: DeskMedium @shareable theirs: DeskMedium book: DeskMedium @shareable }
      type Book @key(fields: "id") { id: ID! title: String! @shareable isbn: String }
      type Film @key(fields: "id") { id: ID! title: String! @shareable rating: String! }`,
  },
  world: () => ({ query: { medium: book, ours: song, theirs: film, book, desk }, entities: [book, song, film] }),
  cases: [
    { ask: '{ medium { ... on Film { title } } }', answer: { medium: {} }, fetches: ['cinema'] },
    { ask: '{ medium { ... on Book { title } ... on Film { title } } }', answer: { medium: { title: 'Tides' } }, fetches: ['cinema'] },
    { ask: '{ ours { ... on Film { rating title } } }', answer: { ours: {} }, fetches: ['library'] },
    {
      ask: '{ ours { __typename ... on Song { title shelf } } }',
      answer: { ours: { __typename: 'Song', title: 'Rain', shelf: 'C1' } },
      fetches: ['library'],
    },
    {
      ask: '{ medium { ... on Book { isbn shelf } } }',
      answer: { medium: { isbn: '978', shelf: 'A4' } },
      fetches: ['cinema', 'library 1'],
    },
    {
      ask: '{ desk { media { __typename ... on Song { title } ... on Film { title } ... on Book { title isbn } } theirs { ... on Film { rating } ... on Song { shelf } } ours { ... on Song { shelf } ... on Film { rating } } } }',
      answer: { desk: { media: { __typename: 'Book', title: 'Tides', isbn: '978' }, theirs: { rating: 'G' }, ours: { shelf: 'C1' } } },
      fetches: ['library', 'cinema'],
    },
    {
      ask: '{ desk { book { __typename ... on Song { title } ... on Book { title shelf isbn } } } }',
      answer: { desk: { book: { __typename: 'Book', title: 'Tides', shelf: 'A4', isbn: '978' } } },
      fetches: ['cinema', 'library 1'],
    },
  ],
};
