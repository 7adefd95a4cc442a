import { outbox } from '@loge/protocol';
import { bind } from '../../platform/http/bind.ts';
import { listMails, readMail } from './read-outbox.ts';

export const outboxRoutes = [
  bind(outbox.listOutbox, async (ctx) => ({ mails: await listMails(ctx) })),
  bind(outbox.readOutbox, async (ctx, { params }) => ({ mail: await readMail(ctx, params.id) })),
];
