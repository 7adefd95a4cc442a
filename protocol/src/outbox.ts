import * as z from 'zod/mini';
import { id, instant } from './primitives.ts';
import { anyone, type Chapter, route } from './route.ts';

/** The demo’s visible outbox: mails that a real platform would have sent. */

const mailHead = z.object({ id, to: z.string(), subject: z.string(), sent_at: instant });
export type OutboxMail = z.output<typeof mailHead>;

export const chapter: Chapter = {
  order: 13,
  name: 'Demo',
  about: 'Served by the demo alone.',
  routes: ['outbox'],
};

export const listOutbox = route({
  id: 'outbox.list',
  method: 'GET',
  path: '/v1/demo/outbox',
  summary: 'Mails of the demo, newest first.',
  auth: anyone,
  status: 200,
  reply: z.object({ mails: z.array(mailHead) }),
  demoOnly: true,
});

export const readOutbox = route({
  id: 'outbox.read',
  method: 'GET',
  path: '/v1/demo/outbox/:id',
  summary: 'One mail of the demo: its plain text and the links in it.',
  auth: anyone,
  params: z.object({ id }),
  status: 200,
  reply: z.object({ mail: z.extend(mailHead, { from: z.string(), text: z.string() }) }),
  demoOnly: true,
});
