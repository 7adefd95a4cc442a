import type { contracts, Locale } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField, notFound } from '../../kernel/app-error.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { Context } from '../../platform/context.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Tx } from '../../platform/write.ts';
import { lockAccount, updateAccount } from '../accounts/feature.ts';
import { acceptancesOf, insertAcceptance } from './acceptance-queries.ts';
import { toContract } from './contract-object.ts';
import { type Version, versionById } from './queries.ts';
import { makeReceipt, type Shown } from './receipt.ts';
import { type ReceiptSigner, receiptSigner } from './receipt-keys.ts';
import { sentenceFor } from './sentence.ts';
import { viewOf } from './show-contracts.ts';
import { acceptanceIn, mayBeAccepted, purposesOf, standingOf } from './standing.ts';
import { tellOfAcceptance } from './tell-of-acceptance.ts';

/**
 * Accepts a version for the account, in the language that it was shown in. Accepted again, also from another tab, it stays as it
 * was. Throws `not_found`, or 422 on `contract` when the version was superseded, or when another contract comes first.
 */
export async function acceptContract(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  id: string,
  locale: Locale,
): Promise<contracts.Contract> {
  const { account } = principal;
  if (!(await versionById(ctx.reader, id))) throw notFound('contract');
  // Not within the write: the first one is made in a write of its own.
  const signer = await receiptSigner(ctx);
  const by: Shown = {
    credential: principal.credential.kind,
    second_factor: account.totp_since !== null || account.passkey_since !== null,
    proved_at: principal.provedAt,
  };
  const version = await ctx.write(actor, async (tx) => {
    const present = (await lockAccount(tx, account.id)) ?? account;
    const wanted = await versionById(tx, id);
    if (!wanted) throw notFound('contract');
    const standing = await standingOf(tx, account.id);
    if (acceptanceIn(wanted, standing)) return wanted;
    if (wanted.superseded_at !== null) throw invalidField('contract', 'contract_superseded');
    if (!mayBeAccepted(wanted, standing)) throw invalidField('contract', 'contract_depends');
    await acceptVersions(tx, ctx, present, [wanted], { locale, signer, by });
    return wanted;
  });
  return toContract(version, await standingOf(ctx.reader, account.id), viewOf(ctx));
}

interface How {
  readonly locale: Locale;
  readonly by: Shown;
  readonly signer: ReceiptSigner;
}

/** Accepts versions that the account has not accepted, in one act and by one sentence. The account's row is locked. */
export async function acceptVersions(
  tx: Tx,
  ctx: Context,
  account: Account,
  versions: readonly Version[],
  { locale, by, signer }: How,
): Promise<Account> {
  const sentence = sentenceFor(versions, locale);
  for (const version of versions) {
    const id = timeOrderedId(Date.parse(tx.now));
    const name = (JSON.parse(version.name) as Record<Locale, string>)[locale];
    const documents = version.documents.map(({ sha256 }) => sha256);
    const journal = await tx.record({
      type: 'contract_accepted',
      accountId: account.id,
      data: {
        contract_id: version.id,
        name,
        version: version.version,
        locale,
        documents,
        remote_ip: tx.actor.remoteIp,
      },
    });
    const { jws, disclosures } = await makeReceipt(signer, {
      id,
      account,
      version,
      locale,
      sentence,
      at: tx.now,
      by,
      actor: tx.actor,
      issuer: ctx.config.publicUrl.origin,
      journal,
    });
    await insertAcceptance(tx, {
      id,
      account_id: account.id,
      version_id: version.id,
      locale,
      jws,
      disclosures: JSON.stringify(disclosures),
      mailed_at: null,
    });
  }
  const accepted = (await acceptancesOf(tx, account.id)).map(({ version_id }) => version_id);
  const platform = versions.some((version) => purposesOf(version).includes('platform'));
  const present = await updateAccount(tx, account.id, {
    accepted_contracts: JSON.stringify(accepted),
    ...(platform && account.tos_accepted_at === null ? { tos_accepted_at: tx.now } : {}),
  });
  await tellOfAcceptance(tx, present);
  return present;
}
