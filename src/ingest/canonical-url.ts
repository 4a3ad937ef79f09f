/** One address for one page: what article ids are made from. */
import { MAX_ENCODED_URL_CHARS, MAX_URL_CHARS } from './bounds.ts';

export interface PageAddress {
  /** As published, percent-encoded: what readers are sent to. */
  readonly url: string;
  /** The identity: see `canonicalUrl`. */
  readonly canonicalUrl: string;
}

/**
 * Reads an address and names its canonical form: host in lower case (punycode) without a final dot, no default port, no fragment (except `#!`),
 * no tracking parameters nor those that the publisher is known to add, the rest of the query sorted, no slash at the end of a path,
 * percent-escapes in capitals and only where RFC 3986 (section 6.2.2) wants them. The scheme and `www.` stay: both change what a server answers.
 * Idempotent.
 * @param base resolves relative addresses
 * @param ignoredParameters names of query parameters that do not change the page, in lower case
 * @returns null where the address is no http(s) address, carries a user or password, or is longer than `MAX_URL_CHARS`
 */
export function pageAddress(
  raw: string,
  options: { readonly base?: string | null; readonly ignoredParameters?: readonly string[] } = {},
): PageAddress | null {
  const trimmed = raw.trim();
  if (trimmed === '' || trimmed.length > MAX_URL_CHARS) return null;
  const parsed = options.base ? URL.parse(trimmed, options.base) : URL.parse(trimmed);
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.hostname === '') return null;
  const url = parsed.href;
  if (url.length > MAX_ENCODED_URL_CHARS) return null;
  return { url, canonicalUrl: canonical(parsed, options.ignoredParameters ?? []) };
}

/** The same host, but for the names that sites give to their forms for phones and the like. */
export function isSameSite(left: string, right: string): boolean {
  const [one, other] = [left, right].map((url) => new URL(url).hostname.replace(/^(?:www|m|mobile|amp)\./, ''));
  return one === other;
}

function canonical(url: URL, ignoredParameters: readonly string[]): string {
  const host = url.hostname.replace(/\.+$/, '') + (url.port === '' ? '' : `:${url.port}`);
  const path = tidyEscapes(url.pathname).replace(/\/+$/, '');
  const parameters = url.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isIgnored(parameter, ignoredParameters))
    .map(tidyEscapes)
    .sort();
  const fragment = url.hash.startsWith('#!') ? url.hash : '';
  return `${url.protocol}//${host}${path === '' ? '/' : path}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}${fragment}`;
}

function isIgnored(parameter: string, ignoredParameters: readonly string[]): boolean {
  const name = (parameter.split('=', 1)[0] ?? '').toLowerCase();
  return TRACKING_PARAMETERS.has(name) || TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix)) || ignoredParameters.includes(name);
}

/** Parameters that say where a click came from, as documented by the services that add them. */
const TRACKING_PREFIXES = ['utm_', 'pk_', 'mtm_', 'matomo_', 'hsa_', '__hs', 'oly_', 'vero_', 'at_custom', 'at_medium', 'at_campaign'];
const TRACKING_PARAMETERS = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid mkt_tok _hsenc _hsmi _ga _gl ' +
    'wickedid rb_clickid s_cid ncid cmpid soc_src soc_trk ns_mchannel ns_source ns_campaign ns_linkname ns_fee __twitter_impression ref_src ref_url xtor spm'
  ).split(' '),
);

/** Escapes in capitals; unreserved characters unescaped (RFC 3986, sections 2.3 and 6.2.2). */
function tidyEscapes(text: string): string {
  return text.replace(/%[0-9a-fA-F]{2}/g, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escape.toUpperCase();
  });
}
