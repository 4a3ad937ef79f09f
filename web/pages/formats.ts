/** Numbers, dates and names as a language writes them; each made once, as making one is slow. */

export function numbers(locale: string): (n: number) => string {
  const format = new Intl.NumberFormat(locale);
  return (n) => format.format(n);
}

export function percents(locale: string): (fraction: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (fraction) => format.format(fraction);
}

export function dates(locale: string, form: Intl.DateTimeFormatOptions): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' });
  return (iso) => format.format(new Date(iso));
}

export function names(locale: string, type: 'language' | 'region'): (code: string) => string {
  const known = new Intl.DisplayNames(locale, { type });
  const form = type === 'language' ? /^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/i : /^[a-z]{2}$/i;
  return (code) => (form.test(code) ? (known.of(code) ?? code) : code);
}
