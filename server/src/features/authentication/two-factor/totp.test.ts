import { expect, it } from 'vitest';
import { newTotpSecret, otpauthUri } from './totp.ts';

const secret = newTotpSecret();

it('tells the issuer before the name, as apps show it', () => {
  const uri = new URL(otpauthUri(secret, 'Acme Cloud', 'lea'));
  expect(decodeURIComponent(uri.pathname)).toBe('/Acme Cloud:lea');
  expect(uri.searchParams.get('issuer')).toBe('Acme Cloud');
});

it('leaves an issuer that holds a colon out of the label, where it would end sooner for whoever reads it', () => {
  const uri = new URL(otpauthUri(secret, 'Acme: Cloud', 'lea'));
  expect(decodeURIComponent(uri.pathname)).toBe('/lea');
  expect(uri.searchParams.get('issuer')).toBe('Acme: Cloud');
  expect(uri.searchParams.get('secret')).toBe(secret);
});
