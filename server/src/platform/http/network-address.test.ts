import { assert, ipV4, ipV6, nat, oneof, property, string, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { networkOf } from '../throttle.ts';
import { addressForm, remoteAddress, trustOf } from './network-address.ts';

const address = oneof(ipV4(), ipV6());

it('an address has one form, with a port or without, which is its own form and a network', () => {
  assert(
    property(tuple(address, nat(65535)), ([text, port]) => {
      const form = addressForm(text);
      expect(form).not.toBeNull();
      for (const same of [`[${text}]`, `[${text}]:${port}`, ` ${text} `, text.toUpperCase(), form ?? ''])
        expect(addressForm(same)).toBe(form);
      if (!text.includes(':')) expect(addressForm(`${text}:${port}`)).toBe(form);
      expect(networkOf(form)).not.toBe('unknown');
      expect(networkOf(form)).toBe(networkOf(text));
    }),
    { numRuns: 500 },
  );
});

it('any other text has none, and never makes a network of its own', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 20 }), (text) => {
      const form = addressForm(text);
      expect(form === null ? null : addressForm(form)).toBe(form);
      if (form === null) expect(remoteAddress({ ip: '', ips: ['192.0.2.1', text] })).toBe('192.0.2.1');
    }),
  );
});

it.each(['127.1', '0x7f.0.0.1', '017.0.0.1', '1.2.3.256', '[]', '[::1', '::1]', '1.2.3.4:', '1.2.3.4:x', ''])(
  '%j is no address',
  (text) => expect(addressForm(text)).toBeNull(),
);

it('a connection without an address has none', () => {
  expect(remoteAddress({ ip: undefined as unknown as string })).toBeNull();
});

it('a proxy is believed by its address, with its port or without', () => {
  const trusts = trustOf(['10.0.0.0/8', 'loopback']);
  if (!trusts) throw new Error('no proxy');
  for (const hop of ['10.1.2.3', '10.1.2.3:443', '::ffff:10.1.2.3', '[::1]:80'])
    expect(trusts(hop, 0)).toBe(true);
  for (const hop of ['11.1.2.3', 'unix:', '', '10.1']) expect(trusts(hop, 0)).toBe(false);
  expect(trustOf([])).toBe(false);
});
