/** Headers that say when to come back. All times are milliseconds, all spans seconds. */

/** Retry-After as seconds or as an HTTP date (RFC 9110, section 10.2.3), in seconds from `now`; null where it is neither. A date that has passed is 0. */
export function retryAfterSeconds(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  // HTTP dates begin with a weekday; `Date.parse` alone would take almost anything.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /i.test(text)) return null;
  // The oldest form of the three names no zone, and means GMT all the same.
  const at = Date.parse(/GMT|UTC|[+-]\d{4}$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
}

/** Cache-Control's max-age less the Age that it has already (RFC 9111, section 4.2); 0 where it says nothing, or that nothing may be kept. */
export function maxAgeSeconds(cacheControl: string | null, age: string | null): number {
  if (cacheControl === null || /\bno-(?:cache|store)\b/i.test(cacheControl)) return 0;
  const stated = Number(/(?:^|[,\s])max-age\s*=\s*"?(\d{1,10})/i.exec(cacheControl)?.[1] ?? 0);
  return Math.max(0, stated - (/^\d{1,10}$/.test(age ?? '') ? Number(age) : 0));
}
