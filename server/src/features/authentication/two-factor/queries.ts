import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { FactorResetsTable, TotpFactorsTable } from '../../../db/schema/two-factor.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import { longPrefix } from './code-form.ts';

export type TotpFactor = Selectable<TotpFactorsTable>;
type FactorReset = Selectable<FactorResetsTable>;

export async function totpFactor(reader: Reader, accountId: string): Promise<TotpFactor | undefined> {
  return reader.selectFrom('totp_factors').selectAll().where('account_id', '=', accountId).executeTakeFirst();
}

/** Stores a secret that waits for its first code, in place of the former one. */
export async function putPendingTotp(
  tx: Tx,
  accountId: string,
  sealedSecret: string,
  begunBy: string,
): Promise<void> {
  const values = {
    sealed_secret: sealedSecret,
    begun_by: begunBy,
    created_at: tx.now,
    enabled_at: null,
    suspended_at: null,
    last_step: 0,
  };
  await tx
    .insertInto('totp_factors')
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute();
}

/** True for the one caller that turned this secret on. The code's step is spent with it. */
export async function enableTotp(tx: Tx, factor: TotpFactor, step: number): Promise<boolean> {
  const row = await tx
    .updateTable('totp_factors')
    .set({ enabled_at: tx.now, last_step: step })
    .where('account_id', '=', factor.account_id)
    .where('sealed_secret', '=', factor.sealed_secret)
    .where('enabled_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** True for the one caller that spent the step. It and every earlier step are refused from now on. */
export async function spendStep(tx: Tx, factor: TotpFactor, step: number): Promise<boolean> {
  const row = await tx
    .updateTable('totp_factors')
    .set({ last_step: step })
    .where('account_id', '=', factor.account_id)
    .where('sealed_secret', '=', factor.sealed_secret)
    .where('enabled_at', 'is not', null)
    .where('suspended_at', 'is', null)
    .where('last_step', '<', step)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteTotp(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('totp_factors').where('account_id', '=', accountId).execute();
}

/**
 * Suspends an app that was turned on at or after `since`, whenever its secret was begun; returns true when there was one. A
 * secret that still waits for its first code is deleted, so that nobody can turn it on.
 */
export async function suspendTotp(tx: Tx, accountId: string, since: string): Promise<boolean> {
  await tx
    .deleteFrom('totp_factors')
    .where('account_id', '=', accountId)
    .where('enabled_at', 'is', null)
    .execute();
  const row = await tx
    .updateTable('totp_factors')
    .set({ suspended_at: tx.now })
    .where('account_id', '=', accountId)
    .where('enabled_at', '>=', since)
    .where('suspended_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertCodes(tx: Tx, accountId: string, hashes: readonly string[]): Promise<void> {
  await tx
    .insertInto('recovery_codes')
    .values(
      hashes.map((code_hash) => ({
        id: randomUUID(),
        account_id: accountId,
        code_hash,
        created_at: tx.now,
        used_at: null,
      })),
    )
    .execute();
}

export async function deleteCodes(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
}

/** Deletes recovery codes made at or after `since`. */
export async function deleteCodesSince(tx: Tx, accountId: string, since: string): Promise<void> {
  await tx
    .deleteFrom('recovery_codes')
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .execute();
}

/** The id of the unused code that is kept as one of these hashes. */
export async function unusedCode(
  reader: Reader,
  accountId: string,
  codeHashes: readonly string[],
): Promise<string | null> {
  const row = await reader
    .selectFrom('recovery_codes')
    .select('id')
    .where('account_id', '=', accountId)
    .where('code_hash', 'in', codeHashes)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Unused codes from the time when they were shorter. Their hashes are stretched, or bare as they were kept then. */
export async function unusedShortCodes(
  reader: Reader,
  accountId: string,
): Promise<{ id: string; code_hash: string }[]> {
  return reader
    .selectFrom('recovery_codes')
    .select(['id', 'code_hash'])
    .where('account_id', '=', accountId)
    .where('code_hash', 'not like', `${longPrefix}%`)
    .where('used_at', 'is', null)
    .execute();
}

/** The bare ones of those codes. */
export async function bareCodes(
  reader: Reader,
  accountId: string,
): Promise<{ id: string; code_hash: string }[]> {
  return (await unusedShortCodes(reader, accountId)).filter(({ code_hash }) => !code_hash.startsWith('$'));
}

/** The first accounts with bare codes, at most `limit`, whose ids come after `after`. */
export async function accountsWithBareCodes(reader: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await reader
    .selectFrom('recovery_codes')
    .select('account_id')
    .distinct()
    .where('account_id', '>', after)
    .where('code_hash', 'not like', `${longPrefix}%`)
    .where('code_hash', 'not like', '$%')
    .where('used_at', 'is', null)
    .orderBy('account_id')
    .limit(limit)
    .execute();
  return rows.map(({ account_id }) => account_id);
}

/** True when the code was still kept as `from`. */
export async function swapCode(tx: Tx, swap: { id: string; from: string; to: string }): Promise<boolean> {
  const row = await tx
    .updateTable('recovery_codes')
    .set({ code_hash: swap.to })
    .where('id', '=', swap.id)
    .where('code_hash', '=', swap.from)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * True for the one caller that spent the code. It is found by its id, so that a code that is stretched
 * meanwhile is spent all the same.
 */
export async function spendCode(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('recovery_codes')
    .set({ used_at: tx.now })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** How many codes are left, when they were made (null when there are none), and whether new ones would be stronger. */
export async function codesOf(
  reader: Reader,
  accountId: string,
): Promise<{ left: number; made_at: string | null; renewal_advised: boolean }> {
  const rows = await reader
    .selectFrom('recovery_codes')
    .select(['code_hash', 'created_at', 'used_at'])
    .where('account_id', '=', accountId)
    .execute();
  const unused = rows.filter(({ used_at }) => used_at === null);
  return {
    left: unused.length,
    made_at: rows[0]?.created_at ?? null,
    renewal_advised: unused.some(({ code_hash }) => !code_hash.startsWith(longPrefix)),
  };
}

export async function insertReset(
  tx: Tx,
  reset: Pick<FactorReset, 'id' | 'account_id' | 'reason' | 'due_at'>,
): Promise<void> {
  await tx
    .insertInto('factor_resets')
    .values({ ...reset, requested_at: tx.now, stopped_at: null, done_at: null })
    .execute();
}

export async function waitingReset(reader: Reader, accountId: string): Promise<FactorReset | undefined> {
  return reader
    .selectFrom('factor_resets')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('stopped_at', 'is', null)
    .where('done_at', 'is', null)
    .executeTakeFirst();
}

/** Ends a waiting reset, as stopped or as done. Returns the reset to the one caller that ended it, nothing to the others. */
export async function endReset(
  tx: Tx,
  id: string,
  as: 'stopped_at' | 'done_at',
): Promise<FactorReset | undefined> {
  return tx
    .updateTable('factor_resets')
    .set({ [as]: tx.now })
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .where('done_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

export async function resetsOf(reader: Reader, accountId: string): Promise<FactorReset[]> {
  return reader.selectFrom('factor_resets').selectAll().where('account_id', '=', accountId).execute();
}
