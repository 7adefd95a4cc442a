import { KeyRefused } from '../src/features/ssh-keys/key-types.ts';
import { type PublicKey, readPublicKey } from '../src/features/ssh-keys/public-key.ts';

/** Reads a key as the platform does, with the default minimum size of RSA keys. */
export const read = (text: string): PublicKey => readPublicKey(text, 2048);

/** The code that a text is refused with. Throws when the text is accepted. */
export function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof KeyRefused) return error.code;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}
