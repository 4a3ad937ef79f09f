/** Which IP addresses ingest may connect to: those of the public internet, and nothing of the machine's own network. */
import { BlockList, isIP } from 'node:net';

/**
 * True for globally reachable unicast addresses: the IANA special-purpose registries (RFC 6890 and its updates) say which are not. IPv6 is turned
 * round: only 2000::/3 is global unicast, so everything outside is refused, and within it the ranges that carry an IPv4 address or are reserved.
 * @param address an IP literal, without brackets or zone
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !SPECIAL_IPV4.check(address, 'ipv4');
    case 6:
      return GLOBAL_IPV6.check(address, 'ipv6') && !SPECIAL_IPV6.check(address, 'ipv6');
    default:
      return false;
  }
}

/**
 * Reads a list of networks in CIDR notation («127.0.0.1/32», «fd00::/8»; a bare address is itself).
 * @throws RangeError naming the entry
 */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const version = isIP(address);
    const bits = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix);
    if (version === 0 || !Number.isInteger(bits) || bits < 0 || bits > (version === 4 ? 32 : 128))
      throw new RangeError(`allowed networks: "${network}" is no network such as 10.0.0.0/8`);
    list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

const SPECIAL_IPV4 = networkList([
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT, and the metadata address of one cloud
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // a cloud's host services, on an address that looks public
  '169.254.0.0/16', // link-local, and the metadata address of most clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments, and the metadata address of one cloud
  '192.0.2.0/24', // documentation
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24',
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
]);

const GLOBAL_IPV6 = networkList(['2000::/3']);
const SPECIAL_IPV6 = networkList([
  '2001::/23', // protocol assignments, Teredo among them: it carries IPv4 addresses
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries IPv4 addresses
  '2620:4f:8000::/48',
  '3fff::/20', // documentation
  '5f00::/16',
]);
