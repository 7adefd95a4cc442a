import type { Reader } from '../../db/open.ts';
import type { Context } from '../context.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { rotationActor } from '../secret-key/rotation-actor.ts';
import type { Tally } from '../secret-key/tally.ts';
import type { Tx } from '../write.ts';
import { headText } from './chain.ts';

/** How many rows one write signs: few, so that a member's write does not wait long behind them. */
const atATime = 50;

interface Signed {
  /** The key of the row. */
  readonly id: string | number;
  /** What the signature covers. */
  readonly text: string;
  readonly signature: string;
}

/** A table with signatures: how to read a page of it, and how to replace a signature. */
interface Place<S extends Signed> {
  page(reader: Reader, key: SecretKey, after: S['id'] | null): Promise<readonly S[]>;
  put(tx: Tx, row: S, signature: string): Promise<unknown>;
}

/**
 * Signs with the key in use what the previous key signed. Chains and anchors do not change. A row with a wrong signature
 * stays as it is, for `journal verify` to find: a new signature would say that it is intact.
 */
export async function signJournalAnew(ctx: Context, progress: () => void): Promise<Tally> {
  const heads = await signAnew(ctx, headsPlace, progress);
  const checkpoints = await signAnew(ctx, checkpointsPlace, progress);
  return { done: heads.done + checkpoints.done, left: heads.left + checkpoints.left };
}

async function signAnew<S extends Signed>(
  ctx: Context,
  place: Place<S>,
  progress: () => void,
): Promise<Tally> {
  const tally = { done: 0, left: 0 };
  let after: S['id'] | null = null;
  for (;;) {
    const key = ctx.keyring.present;
    const rows = await place.page(ctx.reader, key, after);
    const last = rows.at(-1);
    if (!last) return tally;
    after = last.id;
    const sound = rows
      .filter(({ text, signature }) => ctx.keyring.headIsSigned(text, signature))
      .map((row) => ({ row, anew: key.signHead(row.text) }));
    tally.left += rows.length - sound.length;
    await ctx.write(rotationActor, async (tx) => {
      for (const { row, anew } of sound) await place.put(tx, row, anew);
    });
    tally.done += sound.length;
    progress();
  }
}

interface SignedHead extends Signed {
  readonly id: string;
}

const headsPlace: Place<SignedHead> = {
  async page(reader, key, after) {
    const rows = await reader
      .selectFrom('journal_heads')
      .selectAll()
      .where('signature', 'not like', ownSignature(key))
      .where('seq', '>', 0)
      .$if(after !== null, (heads) => heads.where('account_id', '>', String(after)))
      .orderBy('account_id')
      .limit(atATime)
      .execute();
    return rows.map(({ account_id, seq, hash, signature }) => ({
      id: account_id,
      text: headText(account_id, seq, hash),
      signature,
    }));
  },
  // A head that moved meanwhile has another signature already, made with the key in use.
  put: (tx, { id, signature }, anew) =>
    tx
      .updateTable('journal_heads')
      .set({ signature: anew })
      .where('account_id', '=', id)
      .where('signature', '=', signature)
      .execute(),
};

interface SignedCheckpoint extends Signed {
  readonly id: number;
}

const checkpointsPlace: Place<SignedCheckpoint> = {
  async page(reader, key, after) {
    const rows = await reader
      .selectFrom('journal_checkpoints')
      .select(['nth', 'hash', 'signature'])
      .where('signature', 'not like', ownSignature(key))
      .$if(after !== null, (checkpoints) => checkpoints.where('nth', '>', Number(after)))
      .orderBy('nth')
      .limit(atATime)
      .execute();
    return rows.map(({ nth, hash, signature }) => ({ id: nth, text: hash, signature }));
  },
  put: (tx, { id, signature }, anew) =>
    tx
      .updateTable('journal_checkpoints')
      .set({ signature: anew })
      .where('nth', '=', id)
      .where('signature', '=', signature)
      .execute(),
};

/** An id may hold `_`, which matches any character. Only a key whose id differs in that place alone could be mistaken. */
const ownSignature = ({ id }: SecretKey): string => `${id}.%`;
