/** The enumerations of the search. */
import { describedEnum } from '../shared/described-enum.ts';

export const SearchMode = describedEnum('SearchMode', 'How a query is read.', {
  WEBSEARCH:
    'Words in any form and order; "…" and «…» hold a phrase together, and -word excludes. Where few articles have all the words, those with most of them follow.',
  PHRASE: 'The whole query as one phrase, its words in any form.',
  EXACT:
    'The whole query as one phrase, letter by letter: «على» is not «علي», «مدرسة» not «مدرسه». Only diacritics, tatweel, case and presentation forms do not count.',
});
export type SearchMode = keyof typeof SearchMode;

export const SearchField = describedEnum('SearchField', 'A part of an article that is searched.', {
  TITLE: 'The headline.',
  STANDFIRST: 'The sentence or two below it.',
  BODY: 'The text.',
});
export type SearchField = keyof typeof SearchField;

export const SearchOrder = describedEnum('SearchOrder', 'The order of what was found.', {
  RELEVANCE:
    'Best first: the title counts more than the standfirst, that more than the body, the spelling as typed more than another. Of equals the newest.',
  NEWEST: 'Last published first; only what has all the words.',
});
export type SearchOrder = keyof typeof SearchOrder;

export const SearchTotalRelation = describedEnum('SearchTotalRelation', 'How a total is meant.', {
  EXACT: 'There are so many.',
  AT_LEAST: 'There are more: counting ended there.',
});

export const SuggestionKind = describedEnum('SuggestionKind', 'What is suggested.', {
  TERM: 'A query: what was typed, its last word completed.',
  TITLE: 'An article, by its title.',
});
