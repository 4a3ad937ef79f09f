/** The words of feed mutations, in Arabic and English. Other languages get English. */
import { primaryLanguage } from '../../src/text/locale.ts';
import type { FeedErrorCode } from './feed.enums.ts';

export function feedErrorMessage(code: FeedErrorCode, locale: string): string {
  return (primaryLanguage(locale) === 'ar' ? ARABIC : ENGLISH)[code];
}

const ARABIC: Readonly<Record<FeedErrorCode, string>> = {
  TOKEN_REQUIRED: 'يلزم رمز دخول: أرسل الترويسة Authorization: Bearer مع رمزك.',
  NOT_PERMITTED: 'لا تملك صلاحية هذا الإجراء: هو للمحررين.',
  ID_INVALID: 'هذا ليس معرّفًا صحيحًا.',
  URL_INVALID: 'هذا ليس عنوان http أو https بلا كلمة مرور.',
  URL_TOO_LONG: 'العنوان أطول من المسموح: الحد 2048 حرفًا.',
  URL_NOT_PUBLIC: 'هذا العنوان ليس من عناوين الإنترنت العامة.',
  IDEMPOTENCY_KEY_INVALID: 'مفتاح عدم التكرار يجب أن يكون من 1 إلى 100 حرف من الحروف اللاتينية والأرقام و . _ ~ : -',
  IDEMPOTENCY_KEY_REUSED: 'استُعمل مفتاح عدم التكرار هذا من قبل مع محتوى آخر.',
  SOURCE_NOT_FOUND: 'لا يوجد ناشر بهذا المعرّف.',
  FEED_EXISTS: 'هذا العنوان مضاف من قبل.',
  FEED_NOT_FOUND: 'لا توجد خلاصة بهذا المعرّف.',
  FEED_NOT_POLLED: 'هذه الخلاصة موقوفة أو ميتة: استأنفها أولًا.',
};

const ENGLISH: Readonly<Record<FeedErrorCode, string>> = {
  TOKEN_REQUIRED: 'A token is needed: send the header Authorization: Bearer with yours.',
  NOT_PERMITTED: 'You are not permitted to do this: it is for editors.',
  ID_INVALID: 'This is not a valid id.',
  URL_INVALID: 'This is no http or https address without a password.',
  URL_TOO_LONG: 'The address is too long: at most 2048 characters are allowed.',
  URL_NOT_PUBLIC: 'This address is not one of the public internet.',
  IDEMPOTENCY_KEY_INVALID: 'The idempotency key must have 1 to 100 characters out of A-Z, a-z, 0-9 and . _ ~ : -',
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used before, with another content.',
  SOURCE_NOT_FOUND: 'There is no publisher with this id.',
  FEED_EXISTS: 'This address has been added already.',
  FEED_NOT_FOUND: 'There is no feed with this id.',
  FEED_NOT_POLLED: 'This feed is paused or dead: resume it first.',
};
