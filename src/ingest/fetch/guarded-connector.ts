/** Opens sockets only to addresses that may be reached, judged on the very address that is connected to. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type BlockList, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { InputError } from '../report.ts';
import { isPublicAddress, networkList } from './public-address.ts';

export type ResolveHost = (
  hostname: string,
  answer: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

export interface ConnectorOptions {
  /** Networks in CIDR notation that are allowed though they are not public. Empty for anything but tests and a trusted intranet. */
  readonly allowedNetworks: readonly string[];
  readonly connectTimeoutMs: number;
  /** Replaces the system's resolver; all addresses of a host. */
  readonly resolveHost?: ResolveHost | undefined;
}

/**
 * A connector for undici. Checking a URL's host before the request is not enough: the name may resolve to another address a moment later (DNS
 * rebinding), and redirects bring new hosts. So the check sits in the resolver that the socket itself uses, and stands again on the connected socket.
 * A host with one forbidden address among its addresses is refused whole. Fails with `InputError` FORBIDDEN_ADDRESS.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const allowed = networkList(options.allowedNetworks);
  const isAllowed = (address: string): boolean => isPublicAddress(address) || isListed(allowed, address);
  const connect = buildConnector({
    timeout: options.connectTimeoutMs,
    lookup: guardedLookup(options.resolveHost ?? resolveAll, isAllowed),
  });
  return (target, callback) => {
    // An address written as such is never looked up.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isAllowed(literal)) {
      callback(forbidden(target.hostname, literal), null);
      return;
    }
    connect(target, (...outcome) => {
      const socket = outcome[1];
      const remote = socket?.remoteAddress;
      if (socket !== null && remote !== undefined && !isAllowed(remote)) {
        socket.destroy();
        callback(forbidden(target.hostname, remote), null);
        return;
      }
      callback(...outcome);
    });
  };
}

function guardedLookup(resolveHost: ResolveHost, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveHost(hostname, (error, addresses) => {
      const first = addresses[0];
      if (error !== null || first === undefined) {
        callback(error ?? Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '');
        return;
      }
      const refused = addresses.find(({ address }) => !isAllowed(address));
      if (refused !== undefined) callback(forbidden(hostname, refused.address), '');
      else if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

const resolveAll: ResolveHost = (hostname, answer) =>
  systemLookup(hostname, { all: true, order: 'verbatim' }, (error, addresses) => answer(error, addresses ?? []));

function isListed(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

function forbidden(hostname: string, address: string): InputError {
  return new InputError('FORBIDDEN_ADDRESS', `${hostname} is at ${address}, which is not an address of the public internet`);
}
