import { expect, test } from 'vitest';
import { commentOf } from './comment-of.ts';

const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIG';
const rfc4716 = (header: string) =>
  `---- BEGIN SSH2 PUBLIC KEY ----\n${header}\n${key}\n---- END SSH2 PUBLIC KEY ----`;

test.each([
  [`ssh-ed25519 ${key} lea@laptop\n`, 'lea@laptop'],
  [`  ssh-ed25519\t${key}   Léa, at work  \r\n`, 'Léa, at work'],
  [`sk-ssh-ed25519@openssh.com ${key} yubikey`, 'yubikey'],
  [`ecdsa-sha2-nistp256 ${key}`, ''],
  [`ssh-rsa ${key}\nssh-rsa ${key} another`, ''],
  [rfc4716('Comment: "256-bit ED25519, lea@laptop"'), '256-bit ED25519, lea@laptop'],
  [rfc4716('Comment: rsa-key-20261123'), 'rsa-key-20261123'],
  [rfc4716('Comment: "one that goes \\\non"'), 'one that goes on'],
  [rfc4716('Subject: me'), ''],
  ['-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----', ''],
  ['', ''],
])('%j', (text, comment) => expect(commentOf(text)).toBe(comment));
