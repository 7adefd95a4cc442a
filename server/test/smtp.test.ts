import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { startSmtp, type TestSmtp } from './smtp.ts';

let smtp: TestSmtp | null = null;
afterEach(() => smtp?.stop());

const mail = {
  from: 'desk@example.com',
  to: 'ada@example.com',
  subject: 'Clé ajoutée',
  text: 'a',
  html: '<p>a</p>',
};
const send = (url: string) => createTransport(url).sendMail({ ...mail, headers: { 'X-Kind': 'notice' } });

test('keeps what was sent, decoded', async () => {
  smtp = await startSmtp();
  const waiting = smtp.waitFor(({ to }) => to.includes('ada@example.com'));
  await send(smtp.url);
  const received = await waiting;
  expect(received).toMatchObject({ from: mail.from, subject: mail.subject, html: mail.html });
  expect(received.text.trim()).toBe('a');
  expect(received.headers['x-kind']).toBe('notice');
  expect(received.messageId).toMatch(/^<.+>$/);
});

test('says what came when the awaited mail did not', async () => {
  smtp = await startSmtp();
  await expect(smtp.waitFor(() => true, 20)).rejects.toThrow('None came at all');
  await send(smtp.url);
  await expect(smtp.waitFor(() => false, 20)).rejects.toThrow('Clé ajoutée');
});

test('refuses for a while, goes away, and comes back on the same port', async () => {
  smtp = await startSmtp();
  smtp.refusing = true;
  await expect(send(smtp.url)).rejects.toMatchObject({ responseCode: 421 });
  smtp.refusing = false;
  await smtp.stop();
  await expect(send(smtp.url)).rejects.toMatchObject({ code: 'ESOCKET' });
  await smtp.start();
  await send(smtp.url);
  expect(smtp.mails).toHaveLength(1);
});
