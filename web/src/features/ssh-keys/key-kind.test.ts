import { expect, test } from 'vitest';
import { kindOf } from './key-kind.ts';

test.each([
  ['ssh-ed25519', 'Ed25519', false, 'id_ed25519'],
  ['sk-ssh-ed25519@openssh.com', 'Ed25519', true, 'id_ed25519_sk'],
  ['ecdsa-sha2-nistp384', 'ECDSA', false, 'id_ecdsa'],
  ['sk-ecdsa-sha2-nistp256@openssh.com', 'ECDSA', true, 'id_ecdsa_sk'],
  ['ssh-rsa', 'RSA', false, 'id_rsa'],
  ['ssh-new', 'ssh-new', false, 'id_ed25519'],
])('%s', (type, name, onDevice, file) => expect(kindOf(type)).toEqual({ name, onDevice, file }));
