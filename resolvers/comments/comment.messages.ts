/** The words of the comments domain, in Arabic and English. Other languages get English. */
import { primaryLanguage } from '../../src/text/locale.ts';
import type { UserErrorCode } from './comment.enums.ts';

/** Numbers that a message names. */
export interface MessageArguments {
  readonly limit?: number;
  readonly actual?: number;
}

export function emptyThreadMessage(locale: string): string {
  return isArabic(locale) ? 'لا توجد تعليقات بعد…' : 'No comments yet…';
}

export function tombstoneMessage(locale: string): string {
  return isArabic(locale) ? 'تم حذف التعليق' : 'This comment was deleted';
}

export function userErrorMessage(code: UserErrorCode, details: MessageArguments, locale: string): string {
  const message = isArabic(locale) ? ARABIC[code] : ENGLISH[code];
  return message.replace('{limit}', String(details.limit ?? '')).replace('{actual}', String(details.actual ?? ''));
}

const ARABIC: Readonly<Record<UserErrorCode, string>> = {
  TOKEN_REQUIRED: 'يلزم رمز دخول: أرسل الترويسة Authorization: Bearer مع رمزك.',
  NOT_PERMITTED: 'لا تملك صلاحية هذا الإجراء.',
  ID_INVALID: 'هذا ليس معرّفًا صحيحًا.',
  BODY_EMPTY: 'اكتب شيئًا: التعليق فارغ.',
  BODY_TOO_LONG: 'التعليق أطول من المسموح: الحد {limit} حرف، وفيه {actual}.',
  IDEMPOTENCY_KEY_INVALID: 'مفتاح عدم التكرار يجب أن يكون من 1 إلى {limit} حرف من الحروف اللاتينية والأرقام و . _ ~ : -',
  IDEMPOTENCY_KEY_REUSED: 'استُعمل مفتاح عدم التكرار هذا من قبل مع محتوى آخر.',
  ARTICLE_NOT_FOUND: 'لا يوجد مقال بهذا المعرّف.',
  COMMENT_NOT_FOUND: 'لا يوجد تعليق بهذا المعرّف.',
  PARENT_NOT_FOUND: 'التعليق الذي تردّ عليه غير موجود أو حُذف.',
  PARENT_ON_ANOTHER_ARTICLE: 'التعليق الذي تردّ عليه يخص مقالًا آخر.',
  THREAD_TOO_DEEP: 'لا يمكن الرد على هذا التعليق: بلغ النقاش أقصى عمق له وهو {limit}.',
  COMMENTING_CLOSED: 'التعليقات على هذا المقال مغلقة.',
};

const ENGLISH: Readonly<Record<UserErrorCode, string>> = {
  TOKEN_REQUIRED: 'A token is needed: send the header Authorization: Bearer with yours.',
  NOT_PERMITTED: 'You are not permitted to do this.',
  ID_INVALID: 'This is not a valid id.',
  BODY_EMPTY: 'Write something: the comment is empty.',
  BODY_TOO_LONG: 'The comment is too long: at most {limit} characters are allowed, but it has {actual}.',
  IDEMPOTENCY_KEY_INVALID: 'The idempotency key must have 1 to {limit} characters out of A-Z, a-z, 0-9 and . _ ~ : -',
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used before, with another content.',
  ARTICLE_NOT_FOUND: 'There is no article with this id.',
  COMMENT_NOT_FOUND: 'There is no comment with this id.',
  PARENT_NOT_FOUND: 'The comment you answer does not exist, or was deleted.',
  PARENT_ON_ANOTHER_ARTICLE: 'The comment you answer belongs to another article.',
  THREAD_TOO_DEEP: 'This comment takes no replies: the thread has reached its greatest depth, {limit}.',
  COMMENTING_CLOSED: 'Comments on this article are closed.',
};

function isArabic(locale: string): boolean {
  return primaryLanguage(locale) === 'ar';
}
