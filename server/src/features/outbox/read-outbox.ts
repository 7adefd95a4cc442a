import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { outbox } from '@loge/protocol';
import PostalMime, { type Email } from 'postal-mime';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { outboxDirectory } from '../../platform/mail/transport.ts';

// One person looks at the demo, and more mails would not fit a screen.
const atMost = 200;

/** The demo's mails, newest first. Each file is named by its job's id, which sorts by time. */
export async function listMails(ctx: Context): Promise<outbox.OutboxMail[]> {
  const directory = outboxDirectory(ctx.config.dataDirectory);
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const newest = names.sort().reverse().slice(0, atMost);
  return Promise.all(
    newest.map(async (name) => headOf(name.slice(0, -4), await parse(join(directory, name)))),
  );
}

/** Throws `not_found`. */
export async function readMail(
  ctx: Context,
  id: string,
): Promise<outbox.OutboxMail & { from: string; text: string }> {
  // Only names that Loge makes are read, so that no path leaves the folder.
  if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound('mail');
  const mail = await parse(join(outboxDirectory(ctx.config.dataDirectory), `${id}.eml`)).catch(() => {
    throw notFound('mail');
  });
  return { ...headOf(id, mail), from: mail.from?.address ?? '', text: mail.text ?? '' };
}

const parse = async (path: string): Promise<Email> => PostalMime.parse(await readFile(path));

const headOf = (id: string, mail: Email): outbox.OutboxMail => ({
  id,
  to: mail.to?.map((address) => address.address ?? '').join(', ') ?? '',
  subject: mail.subject ?? '',
  sent_at: mail.date ?? '',
});
