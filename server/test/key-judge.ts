import { expect } from 'vitest';
import { KeyRefused } from '../src/features/ssh-keys/key-types.ts';
import { type PublicKey, readPublicKey } from '../src/features/ssh-keys/public-key.ts';
import { SshKeygen } from './ssh-keygen.ts';

/** Reading keys as the platform does, and ssh-keygen as the judge of what was read. */
export const judge = new SshKeygen();

export const read = (text: string): PublicKey => readPublicKey(text, 2048);

/** The code that a text is refused with; fails when it is not. */
export function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof KeyRefused) return error.code;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

const agreed = new Set<string>();
/** That ssh-keygen reads the kept line as the same key of the same size. */
export function expectAgreed(key: PublicKey): void {
  if (agreed.has(key.content)) return;
  agreed.add(key.content);
  expect(judge.list(`${key.content}\n`)).toEqual([{ bits: key.bits, fingerprint: `SHA256:${key.sha256}` }]);
  expect(judge.list(`${key.content}\n`, 'md5')).toEqual([{ bits: key.bits, fingerprint: key.md5 }]);
}
