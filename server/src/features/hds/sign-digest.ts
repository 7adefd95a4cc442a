import { CompactSign, compactVerify, importJWK } from 'jose';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { receiptKeyById, receiptSigner } from '../contracts/feature.ts';
import { makeRegister, registerName, sumOf } from './make-register.ts';
import type { RegisterForm } from './register-file.ts';

/** A type of its own (RFC 8725, 3.11): no receipt and no token passes for a digest. */
const digestType = 'hds-register+jws';

interface Digest {
  readonly at: string;
  /** Name of the file that it is about. */
  readonly file: string;
  readonly bytes: number;
  /** Hex, over all bytes of the file. */
  readonly sha256: string;
}

/**
 * Signs with the key of receipts, since a register has to hold as long as they do. The platform's journal keeps what was signed: not
 * even whoever has the key signs another one for that day unnoticed.
 */
export async function signDigest(ctx: Context, actor: Actor, digest: Digest): Promise<string> {
  const signer = await receiptSigner(ctx);
  await ctx.write(actor, (tx) =>
    tx.record({ type: 'hds_register_signed', accountId: platformJournal, data: { ...digest } }),
  );
  const claims = { iss: ctx.config.publicUrl.origin, iat: Math.floor(ctx.now() / 1000), ...digest };
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'EdDSA', typ: digestType, kid: signer.kid })
    .sign(signer.key);
}

/** The digest of a register, made anew from the history. */
export async function digestOf(
  ctx: Context,
  actor: Actor,
  form: RegisterForm,
): Promise<Digest & { readonly jws: string }> {
  const sum = await sumOf(await makeRegister(ctx, form));
  const digest = { at: form.at, file: registerName(form), ...sum };
  return { ...digest, jws: await signDigest(ctx, actor, digest) };
}

/** Reads a signed digest. Throws 422 on `jws` for one that no key of ours signed. */
export async function readDigest(ctx: Context, jws: string): Promise<Digest> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws.trim(),
      async ({ kid = '' }) => {
        const row = await receiptKeyById(ctx.reader, kid);
        if (!row) throw new Error('unknown key');
        return importJWK({ ...JSON.parse(row.public_jwk), alg: 'EdDSA' });
      },
      { algorithms: ['EdDSA'] },
    );
    if (protectedHeader.typ !== digestType) throw new Error('another type');
    const { at, file, bytes, sha256 } = JSON.parse(Buffer.from(payload).toString());
    return { at, file, bytes, sha256 };
  } catch (cause) {
    throw new AppError('invalid_fields', { fields: { jws: [{ code: 'invalid' }] }, cause });
  }
}
