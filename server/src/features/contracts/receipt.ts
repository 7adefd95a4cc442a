import { hash, randomBytes } from 'node:crypto';
import type { Locale } from '@loge/protocol';
import { CompactSign } from 'jose';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { RecordedAt } from '../../platform/journal/append.ts';
import type { Version } from './queries.ts';
import type { ReceiptSigner } from './receipt-keys.ts';

/** A type of its own (RFC 8725, 3.11): no token passes for a receipt. */
export const receiptType = 'receipt+sd-jwt';

/** How the account showed who it is when it accepted. */
export interface Shown {
  /** Kind of the credential, or `sign_up` for an account that began with it. */
  readonly credential: string;
  /** Whether the account asks for a second factor. */
  readonly second_factor: boolean;
  /** When the person last proved in this session that it is them. */
  readonly proved_at: Instant | null;
}

interface Accepted {
  readonly id: string;
  readonly account: Account;
  readonly version: Version;
  readonly locale: Locale;
  readonly sentence: string;
  readonly at: Instant;
  readonly by: Shown;
  readonly actor: Actor;
  readonly issuer: string;
  readonly journal: RecordedAt;
}

interface MadeReceipt {
  readonly jws: string;
  readonly disclosures: readonly string[];
}

/**
 * Signs who accepted which words when. What it says of the person stands in it as salted hashes alone, each of which is opened
 * by a disclosure (RFC 9901): without the disclosures, which are erased with the account, it still holds and names nobody.
 */
export async function makeReceipt(signer: ReceiptSigner, accepted: Accepted): Promise<MadeReceipt> {
  const { account, version, actor, journal, at } = accepted;
  const disclosures = Object.entries({
    username: account.username,
    name: account.fullname,
    email: account.email,
    remote_ip: actor.remoteIp,
    user_agent: actor.userAgent,
  }).map(disclose);
  const claims = {
    iss: accepted.issuer,
    sub: account.id,
    jti: accepted.id,
    iat: Math.floor(Date.parse(at) / 1000),
    accepted_at: at,
    contract: {
      id: version.id,
      slug: version.slug,
      version: version.version,
      name: JSON.parse(version.name),
      published_at: version.published_at,
    },
    documents: version.documents.map(({ name, locale, sha256 }) => ({ name, locale, sha256 })),
    locale: accepted.locale,
    sentence: accepted.sentence,
    by: accepted.by,
    journal: { chain: account.id, row: journal.seq, id: journal.id, hash: journal.hash },
    // In an order that tells nothing (RFC 9901, 4.2.4.1).
    _sd: disclosures.map(digestOf).sort(),
    _sd_alg: 'sha-256',
  };
  const jws = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'EdDSA', typ: receiptType, kid: signer.kid })
    .sign(signer.key);
  return { jws, disclosures };
}

const disclose = ([name, value]: [string, string | null]): string =>
  Buffer.from(JSON.stringify([randomBytes(16).toString('base64url'), name, value])).toString('base64url');

/** What a receipt holds in the place of a disclosure. */
export const digestOf = (disclosure: string): string => hash('sha256', disclosure, 'base64url');
