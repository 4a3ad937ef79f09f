const MAX_LANGUAGES = 10;

/** BCP 47 tags of an Accept-Language header, best first; `*` and what is refused with q=0 are left out (RFC 9110, 12.5.4). */
export function languagesOf(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().split(/\s*;\s*/);
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return { tag, quality: Number.isFinite(quality) ? quality : 0 };
  });
  return ranges
    .filter(({ tag, quality }) => quality > 0 && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag))
    .toSorted((one, other) => other.quality - one.quality)
    .slice(0, MAX_LANGUAGES)
    .map(({ tag }) => tag);
}
