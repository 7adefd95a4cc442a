import { hash } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import * as z from 'zod/mini';
import { digestOf, receiptType } from './receipt.ts';

/** Says why a receipt proves nothing. */
export class ReceiptFault extends Error {
  override name = 'ReceiptFault';
}

const fault = (what: string): never => {
  throw new ReceiptFault(what);
};

const text = z.string();
const words = z.strictObject({ en: text, fr: text });

const key = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: text,
  kid: text,
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});

const file = z.strictObject({
  receipt: z.strictObject({ jws: text, disclosures: z.array(text), key }),
});

/** What the signed part says; nothing else may stand in it. */
const claims = z.strictObject({
  iss: text,
  sub: text,
  jti: text,
  iat: z.number(),
  accepted_at: text,
  contract: z.strictObject({ id: text, slug: text, version: text, name: words, published_at: text }),
  documents: z.array(z.strictObject({ name: text, locale: text, sha256: text })),
  locale: text,
  sentence: text,
  by: z.strictObject({ credential: text, second_factor: z.boolean(), proved_at: z.nullable(text) }),
  journal: z.strictObject({ chain: text, row: z.number(), id: text, hash: text }),
  _sd: z.array(text),
  _sd_alg: z.literal('sha-256'),
});
type Claims = z.output<typeof claims>;

export interface Verified extends Claims {
  /** What the receipt says of the person, by name. */
  readonly person: Readonly<Record<string, string | null>>;
  /** Id of the key that signed it (RFC 7638). */
  readonly kid: string;
}

interface Evidence {
  /** SHA-256 of files, of which each document of the receipt has to be one. */
  readonly documents?: ReadonlySet<string>;
  /** Text of the published set of keys, of which one has to have signed it. */
  readonly keys?: string;
}

/**
 * Proves a receipt, as `GET /v1/contracts/:id/receipt` answered it, without a database or a network. Throws a `ReceiptFault`.
 * Whatever was changed in it is found: also what would read the same, such as the last bits of a text in base64url.
 */
export async function verifyReceipt(content: string, evidence: Evidence = {}): Promise<Verified> {
  const { receipt } = read(file, content, 'this is no receipt');
  const { kid, ...jwk } = receipt.key;
  if (kid !== (await calculateJwkThumbprint({ kty: jwk.kty, crv: jwk.crv, x: exact(jwk.x) })))
    fault('its key is not the one that it names');
  if (evidence.keys !== undefined) demandKnown(evidence.keys, receipt.key);
  for (const part of receipt.jws.split('.')) exact(part);
  const { payload, protectedHeader } = await compactVerify(receipt.jws, await importJWK(jwk, 'EdDSA'), {
    algorithms: ['EdDSA'],
  }).catch(() => fault('its signature does not fit'));
  if (protectedHeader.typ !== receiptType || protectedHeader.kid !== kid)
    fault('it is signed as something else');
  const said = read(claims, Buffer.from(payload).toString('utf8'), 'it does not say what a receipt says');
  const person = personIn(receipt.disclosures, said);
  const { documents } = evidence;
  if (documents)
    for (const { name, locale, sha256 } of said.documents)
      if (!documents.has(sha256)) fault(`no file is “${name}” (${locale}), whose SHA-256 is ${sha256}`);
  return { ...said, person, kid };
}

function read<S extends z.ZodMiniType>(schema: S, content: string, otherwise: string): z.output<S> {
  try {
    return z.parse(schema, JSON.parse(content));
  } catch {
    return fault(otherwise);
  }
}

/** Base64url as it is written of its bytes: in any other spelling some bits could be anything. */
function exact(encoded: string): string {
  if (Buffer.from(encoded, 'base64url').toString('base64url') !== encoded) fault('a part of it is misspelt');
  return encoded;
}

function demandKnown(keys: string, { kid, x }: z.output<typeof key>): void {
  const set = read(
    z.object({ keys: z.array(z.object({ kid: text, x: text })) }),
    keys,
    'the keys cannot be read',
  );
  if (!set.keys.some((known) => known.kid === kid && known.x === x)) fault('none of the keys signed it');
}

function personIn(disclosures: readonly string[], { _sd: digests }: Claims): Record<string, string | null> {
  const person = new Map<string, string | null>();
  const disclosed = z.tuple([text, text, z.nullable(text)]);
  for (const disclosure of disclosures) {
    const opened = Buffer.from(exact(disclosure), 'base64url').toString('utf8');
    const [, name, value] = read(disclosed, opened, 'what it says of the person cannot be read');
    if (!digests.includes(digestOf(disclosure)) || person.has(name))
      fault('what it says of the person was not signed');
    person.set(name, value);
  }
  return Object.fromEntries(person);
}

export const sha256Of = (bytes: Buffer): string => hash('sha256', bytes, 'hex');
