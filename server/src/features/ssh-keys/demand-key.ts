import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { KeyRefused } from './key-types.ts';
import { holdsPrivateKey } from './private-key.ts';
import { type PublicKey, readPublicKey } from './public-key.ts';

/** Reads the key in a request's `content`. Throws 422 on `content` with what is wrong with it. */
export function demandKey(ctx: Context, content: string): PublicKey {
  try {
    return readPublicKey(content, ctx.config.LOGE_SSH_MIN_RSA_BITS);
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error;
    throw invalidField('content', error.code, error.min === undefined ? {} : { min: error.min });
  }
}

/** Refuses a private key that somebody pasted into another field. Throws 422 `key_private` on that field. */
export function demandNoPrivateKey(field: string, text: string | undefined): void {
  if (text !== undefined && holdsPrivateKey(text)) throw invalidField(field, 'key_private');
}
