import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, networkList } from '../../src/ingest/fetch/public-address.ts';

describe('isPublicAddress', () => {
  it.each([
    '93.184.215.14',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
    '2a00:1450:4001:800::200e',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.255.254'],
    ['this host', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.100.100.200'],
    ['cloud metadata', '169.254.169.254'],
    ['cloud host services', '168.63.129.16'],
    ['cloud metadata', '192.0.0.192'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['unique local', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-mapped public', '::ffff:8.8.8.8'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['with a zone', 'fe80::1%eth0'],
  ])('%s (%s) is not', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('networkList', () => {
  it('reads networks and bare addresses', () => {
    const list = networkList(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);
    expect([list.check('10.9.9.9'), list.check('127.0.0.1'), list.check('127.0.0.2'), list.check('fd12::1', 'ipv6')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0.0/x', '/8'])('refuses %p by name', (network) => {
    expect(() => networkList([network])).toThrow(new RangeError(`allowed networks: "${network}" is no network such as 10.0.0.0/8`));
  });
});
