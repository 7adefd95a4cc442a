import { randomUUID } from 'node:crypto';
import { dataExport } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { type Actor, jobActor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours, instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, openLink } from '../../../platform/links/one-time-link.ts';
import type { PersonalData } from '../../../platform/personal-data.ts';
import type { Reader } from '../../../platform/write.ts';
import { accountById, demandRecipient, localeOf, lockAccount, recipientOf } from '../../accounts/feature.ts';
import { makeArchive, type Part } from './archive.ts';
import { presentExport } from './export-state.ts';
import { exportAskedMail, exportReadyMail } from './mails.ts';
import { exportById, exportTimes, finishExport, insertExport } from './queries.ts';

export const exportPurpose = definePurpose('data-export');
const makeKind = 'data-export.make';
/** Context that the copy is sealed in. */
export const exportContext = (id: string): string => `data-export:${id}`;

/**
 * Has a copy made. Nothing new while one is being made; one that takes too long is no longer waited for. Throws
 * `throttled`, `account_unconfirmed` when there is no address to mail to.
 */
export async function requestExport(ctx: Context, actor: Actor, account: Account): Promise<void> {
  await ctx.throttle.take([{ name: 'export:account', subject: account.id, max: 10, windowMs: hours(24) }]);
  await ctx.write(actor, async (tx) => {
    const recipient = demandRecipient((await lockAccount(tx, account.id)) ?? account);
    await tx.record({ type: 'export_requested', accountId: account.id, data: { remote_ip: actor.remoteIp } });
    await tx.enqueue(exportAskedMail.to(recipient, { at: tx.now, remoteIp: actor.remoteIp }));
    const present = presentExport(await exportTimes(tx, account.id), tx.now);
    // The earlier mail's link still works for a copy that is there; one on its way will come.
    if (present && present.ready_at === null) return;
    const id = randomUUID();
    await insertExport(tx, id, account.id);
    await tx.enqueue({ kind: makeKind, accountId: account.id, payload: { id } });
  });
}

/** Collects what every feature holds and tells the member. Done twice for one id, it is one copy and one mail. */
export const exportJob = defineJob<{ id: string }>(makeKind, async (ctx, { accountId, payload: { id } }) => {
  const account = accountId === null ? undefined : await accountById(ctx.reader, accountId);
  if (!account) return;
  const at = instantOf(ctx.now());
  const { LOGE_PLATFORM_NAME: platformName } = ctx.config;
  const parts = partsOf(ctx.reader, account.id, ctx.personal);
  const archive = await makeArchive(parts, { locale: localeOf(account), platformName, at });
  await ctx.write(jobActor(makeKind), async (tx) => {
    const present = await lockAccount(tx, account.id);
    const sealed = (await tx.key()).seal(exportContext(id), archive.toString('base64'));
    const lifetime = hours(dataExport.linkHours);
    const expiresAt = instantOf(Date.parse(tx.now) + lifetime);
    if (!present || !(await finishExport(tx, id, sealed, expiresAt))) return;
    await tx.record({ type: 'export_made', accountId: account.id, data: {} });
    const token = await makeLink(tx, {
      purpose: exportPurpose,
      accountId: account.id,
      subject: id,
      lifetime,
    });
    await tx.enqueue(exportReadyMail.to(recipientOf(present), { token, hours: dataExport.linkHours }));
  });
});

async function* partsOf(
  reader: Reader,
  accountId: string,
  personal: readonly PersonalData[],
): AsyncGenerator<Part> {
  for (const data of personal) {
    if (data.pages) {
      yield { name: data.name, content: { pages: data.pages(reader, accountId) } };
      continue;
    }
    const whole = await data.export(reader, accountId);
    if (whole !== undefined) yield { name: data.name, content: { whole } };
  }
}

/** The copy, as often as wanted while it is there. Throws 422 on `token`. */
export async function downloadExport(
  ctx: Context,
  actor: Actor,
  account: Account,
  token: string,
): Promise<{ name: string; zip_base64: string }> {
  const link = await openLink(ctx, exportPurpose, token, account.id);
  const copy = await exportById(ctx.reader, account.id, link.subject ?? '');
  if (!copy || copy.sealed_archive === null) throw invalidField('token', 'expired_link');
  const zip = ctx.keyring.unseal(exportContext(copy.id), copy.sealed_archive);
  await ctx.write(actor, (tx) =>
    tx.record({ type: 'export_downloaded', accountId: account.id, data: { remote_ip: actor.remoteIp } }),
  );
  const day = (copy.ready_at ?? copy.requested_at).slice(0, 10);
  return { name: `${account.username}-${day}.zip`, zip_base64: zip };
}
