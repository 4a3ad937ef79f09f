/** The enumerations of feeds. */
import { describedEnum } from '../shared/described-enum.ts';

export const FeedState = describedEnum('FeedState', 'How polling a feed goes.', {
  ACTIVE: 'It is polled at its interval.',
  FAILING: 'The last polls failed; it is tried again at growing distances.',
  DORMANT: 'It is read well, but had nothing new for 60 days; it is polled once a day.',
  PAUSED: 'An editor wants it not polled.',
  DEAD: 'It is gone, or has been failing for too long; it is not polled until an editor resumes it.',
});
export type FeedState = keyof typeof FeedState;

export const FeedKind = describedEnum('FeedKind', 'In what format a feed is written.', {
  RSS: 'RSS 0.9x or 2.0.',
  RDF: 'RSS 1.0.',
  ATOM: 'Atom.',
  JSON: 'JSON Feed.',
});

/** The codes of this domain; the API's enumeration holds those of all. */
export const FeedErrorCode = describedEnum('UserErrorCode', 'Why a change was not made, for programs.', {
  TOKEN_REQUIRED: 'A token is needed: `Authorization: Bearer …`.',
  NOT_PERMITTED: "The viewer's roles do not allow it.",
  ID_INVALID: 'An id does not have the form of an id.',
  URL_INVALID: 'The address is no http or https address without a password.',
  URL_TOO_LONG: 'The address is longer than allowed.',
  URL_NOT_PUBLIC: 'The address is not one of the public internet.',
  IDEMPOTENCY_KEY_INVALID: 'The idempotency key is empty, too long, or has characters that are not allowed.',
  IDEMPOTENCY_KEY_REUSED: 'The viewer used this idempotency key before, with another content.',
  SOURCE_NOT_FOUND: 'There is no such publisher.',
  FEED_EXISTS: 'The address is polled already.',
  FEED_NOT_FOUND: 'There is no such feed.',
  FEED_NOT_POLLED: 'The feed is paused or dead: resume it first.',
});
export type FeedErrorCode = keyof typeof FeedErrorCode;
