/** The enumerations of the enrichments domain. */
import { describedEnum } from '../shared/described-enum.ts';

export const EnrichmentStatus = describedEnum('EnrichmentStatus', 'Whether a machine-made text is there.', {
  READY: 'It is there, and made from the article as it is.',
  PENDING: 'It is being made: ask again.',
  STALE: 'It is there, but the article has changed since; a new one is being made.',
  FAILED: 'It could not be made.',
  UNSUPPORTED: 'There is nothing to make it from.',
});
export type EnrichmentStatus = keyof typeof EnrichmentStatus;

export const EnrichmentMethod = describedEnum('EnrichmentMethod', 'How something was made.', {
  EXTRACTIVE: 'Sentences chosen from the article, word for word.',
  LEXICON: 'Counted with lists of words.',
  RULES: 'Found by fixed rules.',
  EMBEDDING: 'Compared as vectors.',
  GENERATIVE: 'Written by a language model.',
  HUMAN: 'Made by a person.',
});

export const AiFeature = describedEnum('AiFeature', 'What the service has made of an article.', {
  READING_TIME: 'How long it takes to read.',
  SUMMARY: 'A summary.',
  KEY_POINTS: 'Key points.',
  KEYWORDS: 'Keywords.',
  SENTIMENT: 'The tone of the text.',
  ENTITIES: 'Who and what it names.',
  TOPICS: 'What kind of news it is.',
  READABILITY: 'How hard it is to read.',
});
export type AiFeature = keyof typeof AiFeature;

export const EntityType = describedEnum('EntityType', 'What a name stands for.', {
  PERSON: 'A person.',
  PLACE: 'A country, a city, a region, a building or a body of water.',
  ORGANISATION: 'A company, an authority, a club, a movement.',
  EVENT: 'Something that happens at a time: a war, a championship, a festival.',
});

export const ReadabilityMeasure = describedEnum('ReadabilityMeasure', 'How the difficulty of a text is measured.', {
  FLESCH: 'Flesch Reading Ease (1948), for English: 60 and more is plain, under 30 hard.',
  LIX: 'LIX (Björnsson, 1968), for Arabic: under 40 is easy, from 55 on hard.',
});

export const ReadabilityLevel = describedEnum('ReadabilityLevel', 'How hard a text is to read.', {
  EASY: 'Plain language.',
  MEDIUM: 'As most news.',
  HARD: 'Long sentences, long words.',
});

export const SentimentLabel = describedEnum('SentimentLabel', 'The tone of a text.', {
  POSITIVE: 'Good things outweigh.',
  NEUTRAL: 'Neither.',
  NEGATIVE: 'Bad things outweigh.',
  MIXED: 'Much of both.',
});

export const RelatedReason = describedEnum('RelatedReason', 'Why two articles are related.', {
  SIMILAR_TEXT: 'Their texts are alike.',
  SHARED_KEYWORDS: 'They have keywords in common.',
  SAME_SECTION: 'They stand in the same section.',
});
