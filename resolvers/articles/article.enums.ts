/** The enumerations of the articles domain. */
import { describedEnum } from '../shared/described-enum.ts';

export const ArticleKind = describedEnum('ArticleKind', 'What form an article has.', {
  ARTICLE: 'A text.',
  LIVEBLOG: 'A text that grows while something happens.',
  VIDEO: 'A film with a text beside it.',
  GALLERY: 'Pictures in a row.',
  AUDIO: 'Something to listen to.',
});

export const ArticleState = describedEnum('ArticleState', 'What has become of an article since it was first seen.', {
  LIVE: 'As first seen.',
  UPDATED: 'Its text was changed by the publisher.',
  CORRECTED: 'The publisher corrected an error.',
  RETRACTED: 'The publisher no longer stands by it.',
  REMOVED: 'No longer shown.',
});

export const TimePrecision = describedEnum('TimePrecision', 'How exactly a publishing time is known.', {
  SECOND: 'To the second.',
  MINUTE: 'To the minute.',
  DAY: 'The day only: the time of day means nothing.',
});

export const QualityFlag = describedEnum('QualityFlag', 'Something wrong with a text as it was taken in.', {
  EMPTY: 'There is no text.',
  TRUNCATED: 'The text breaks off.',
  BOILERPLATE: 'Parts of the page around it came along.',
  LIGATURE_LOSS: 'Letters are missing where a ligature was lost, as in «الحتوى» for «المحتوى».',
  ENCODING_DAMAGE: 'Characters were destroyed by a wrong decoding.',
});

export const ArticleOrder = describedEnum('ArticleOrder', 'The order of a list of articles.', {
  NEWEST: 'Last published first.',
  OLDEST: 'First published first.',
});
export type ArticleOrder = keyof typeof ArticleOrder;
