/** Whether an address may be polled at all: checked when it is given. What its host resolves to is checked by every poll, on the socket. */
import { isIP } from 'node:net';
import { isPublicAddress, networkList } from '../ingest/fetch/public-address.ts';

/** As in the schema: longer ones are refused. */
export const MAX_FEED_URL_CHARS = 2_048;

export type FeedAddress =
  | { readonly outcome: 'ok'; readonly url: string; readonly host: string }
  /** `tooLong`; `invalid`: no http or https address without a password; `private`: an address that is not of the public internet. */
  | { readonly outcome: 'tooLong' | 'invalid' | 'private' };

/**
 * Normalised as URLs are, without fragment.
 * @param allowedNetworks in CIDR notation, reachable though they are not public
 */
export function feedAddress(raw: string, allowedNetworks: readonly string[] = []): FeedAddress {
  const trimmed = raw.trim();
  if (trimmed.length > MAX_FEED_URL_CHARS) return { outcome: 'tooLong' };
  const url = URL.parse(trimmed);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return { outcome: 'invalid' };
  url.hash = '';
  if (!isReachable(url.hostname, allowedNetworks)) return { outcome: 'private' };
  return { outcome: 'ok', url: url.href, host: url.host };
}

function isReachable(hostname: string, allowedNetworks: readonly string[]): boolean {
  // The parser has brought 127.1, 0x7f.1 and 2130706433 into one form.
  const literal = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(literal);
  if (version !== 0) return isPublicAddress(literal) || networkList(allowedNetworks).check(literal, version === 4 ? 'ipv4' : 'ipv6');
  const name = hostname.replace(/\.+$/, '').toLowerCase();
  // Where networks are allowed, any name may lead there: the socket decides.
  return allowedNetworks.length > 0 || (name.includes('.') && !PRIVATE_NAMES.test(name));
}

/** Names that never are of the public internet (RFC 6761, 6762, 8375, 9476). */
const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|invalid|onion|alt)$/;
