import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { contracts } from '@loge/protocol';
import { calculateJwkThumbprint } from 'jose';
import { jobActor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { insertReceiptKey, type ReceiptKeyRow, receiptKeyRows } from './receipt-key-queries.ts';

type PublicKey = contracts.Receipt['key'];

export interface ReceiptSigner {
  readonly kid: string;
  readonly key: KeyObject;
}

/** Context that the private half is sealed in. */
export const receiptKeyContext = (kid: string): string => `receipt-key:${kid}`;

export const publicKeyOf = ({ kid, public_jwk }: Pick<ReceiptKeyRow, 'kid' | 'public_jwk'>): PublicKey => ({
  ...JSON.parse(public_jwk),
  kid,
  alg: 'EdDSA',
  use: 'sig',
});

/**
 * The key that signs receipts now: one of its own, since receipts have to hold when tokens are long gone. Ed25519, whose
 * signatures `openssl` reads as they are. The first is made when it is first asked for.
 */
export async function receiptSigner(ctx: Context): Promise<ReceiptSigner> {
  const [row] = await receiptKeyRows(ctx.reader);
  const { kid, sealed_private_key: sealed } = row ?? (await makeReceiptKey(ctx));
  return { kid, key: createPrivateKey(ctx.keyring.unseal(receiptKeyContext(kid), sealed)) };
}

async function makeReceiptKey(ctx: Context): Promise<Omit<ReceiptKeyRow, 'created_at'>> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' });
  // The key's id says which key it is (RFC 7638).
  const kid = await calculateJwkThumbprint({ ...jwk, kty: 'OKP' });
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return ctx.write(jobActor('first-receipt-key'), async (tx) => {
    const sealed = (await tx.key()).seal(receiptKeyContext(kid), pem);
    const row = { kid, public_jwk: JSON.stringify(jwk), sealed_private_key: sealed };
    await insertReceiptKey(tx, row);
    await tx.record({ type: 'receipt_key_made', accountId: platformJournal, data: { kid } });
    return row;
  });
}
