import { KeyRefused } from '../src/features/ssh-keys/key-types.ts';
import { type PublicKey, readPublicKey } from '../src/features/ssh-keys/public-key.ts';

/** A key as the platform reads it, with the least size of RSA that it ships with. */
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
