import { expect, it } from 'vitest';
import { isPublic, readAddress } from './public-address.ts';

const judged = (text: string): boolean | null => {
  const address = readAddress(text);
  return address && isPublic(address);
};

it.each([
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
  ['this network, unspecified', ['0.0.0.0', '0.1.2.3', '::']],
  [
    'private',
    ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fdff::1'],
  ],
  [
    'link-local, with the metadata of clouds',
    ['169.254.169.254', '169.254.0.1', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  ],
  [
    'metadata of clouds elsewhere',
    ['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'],
  ],
  ['shared by CGNAT', ['100.64.0.1', '100.127.255.255']],
  ['multicast', ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1']],
  ['broadcast, reserved', ['255.255.255.255', '240.0.0.1', '254.1.2.3']],
  ['documentation', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1', '3fff:fff::1']],
  ['benchmarking', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
  [
    'of protocols',
    ['192.0.0.1', '192.88.99.1', '192.31.196.1', '192.52.193.1', '192.175.48.1', '2001:4:112::1'],
  ],
  ['mapped', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1']],
  ['IPv4-compatible', ['::127.0.0.1', '::8.8.8.8', '::7f00:1']],
  ['translated', ['64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '64:ff9b:1:ffff::7f00:1']],
  ['6to4, Teredo', ['2002:7f00:1::', '2002:808:808::1', '2001::1', '2001:0:1:2:3:4:5:6']],
  ['identifiers, segments', ['2001:10::1', '2001:20::1', '2001:30::1', '5f00::1']],
  ['discarded, of sites', ['100::1', 'fec0::1', 'feff::1']],
  ['given to nobody', ['4000::1', '8000::1', 'e000::1', '200::1', '1::1']],
])('%s: nothing outside', (_, addresses) => {
  for (const address of addresses) expect([address, judged(address)]).toEqual([address, false]);
});

it('what lies just beside such a range is outside', () => {
  const beside = [
    ...[
      '1.0.0.1',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
    ],
    ...['128.0.0.1', '168.63.129.15', '168.63.129.17', '169.253.255.255', '169.255.0.0', '172.15.255.255'],
    ...[
      '172.32.0.0',
      '192.0.1.0',
      '192.0.3.0',
      '192.167.255.255',
      '192.169.0.0',
      '198.17.255.255',
      '198.20.0.0',
    ],
    ...[
      '223.255.255.255',
      '2001:200::1',
      '2001:db7::1',
      '2001:db9::1',
      '2003::1',
      '2606:4700::1',
      '2a00:1450::1',
    ],
  ];
  for (const address of beside) expect([address, judged(address)]).toEqual([address, true]);
});

it.each([
  '',
  'a',
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '1.2.3.4.5',
  '1.2.3.256',
  ':::',
  '[::1',
])('"%s" is no address in the one form', (text) => expect(readAddress(text)).toBeNull());
