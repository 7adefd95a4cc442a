import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/harness.ts';
import { smtpTransport } from './transport.ts';

let server: SMTPServer | null = null;
let app: TestApp | null = null;
let sessions: SMTPServerSession[] = [];
afterEach(async () => {
  await app?.close();
  await new Promise<void>((done) => (server ? server.close(done) : done()));
  [server, app, sessions] = [null, null, []];
});

/** An ordinary mail server, which offers STARTTLS with a certificate of its own. */
async function start(options: SMTPServerOptions = {}): Promise<number> {
  server = new SMTPServer({
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onData(stream, session, done) {
      sessions.push(session);
      stream.resume().on('end', done);
    },
    ...options,
  });
  server.on('error', () => {});
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return (listener.address() as AddressInfo).port;
}

const refusal = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });
const onAuth: SMTPServerOptions['onAuth'] = ({ username, password }, _session, done) =>
  username === 'desk' && password === 'right' ? done(null, { user: 'desk' }) : done(refusal(535, 'not you'));
const problemOf = async (url: string): Promise<string | null> => {
  const transport = smtpTransport(url, 'account.example.com');
  try {
    return await transport.problem();
  } finally {
    transport.close();
  }
};
const mail = {
  id: 'x',
  messageId: '<x@example.test>',
  from: 'desk@example.test',
  to: 'lea@example.test',
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  date: new Date(0),
  headers: {},
};

describe('credentials for a mail server on this machine', () => {
  // ASVS 12.3.1
  it('are given to one that takes them under TLS only', async () => {
    const port = await start({ onAuth });
    const transport = smtpTransport(`smtp://desk:right@localhost:${port}`, 'account.example.com');
    await transport.send(mail);
    transport.close();
    expect(sessions).toMatchObject([
      { user: 'desk', secure: true, hostNameAppearsAs: 'account.example.com' },
    ]);
  });

  it('are told to be wrong', async () => {
    const port = await start({ onAuth });
    expect(await problemOf(`smtp://desk:right@127.0.0.1:${port}`)).toBeNull();
    expect(await problemOf(`smtp://desk:wrong@127.0.0.1:${port}`)).toMatch(
      /^the mail server refuses the credentials of LOGE_SMTP_URL: 535 not you/,
    );
  });

  it('are not dropped before one that takes none', async () => {
    const port = await start({ disabledCommands: ['AUTH'] });
    expect(await problemOf(`smtp://desk:right@127.0.0.1:${port}`)).toMatch(/refuses the credentials/);
    expect(await problemOf(`smtp://127.0.0.1:${port}`)).toBeNull();
  });
});

it('a name that begins like a loopback address is another machine: no mail without TLS', async () => {
  const transport = smtpTransport('smtp://127.relay.example.invalid:1', 'account.example.com');
  expect(await transport.problem()).toMatch(/does not answer/);
  transport.close();
});

describe('a refused mail', () => {
  it.each([
    [550, '5.1.1 no such mailbox', true],
    [552, 'message too big', true],
    [450, '4.2.1 try again later', false],
    // These are refusals of the sender, which an operator can mend.
    [550, '5.7.1 not allowed to send here', false],
    [550, 'relay not permitted', false],
    [530, 'authentication required', false],
  ])('%i %s: given up on at once is %s', async (code, words, dead) => {
    const port = await start({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, done) => done(refusal(code, words)),
    });
    app = await openTestApp('sqlite', { LOGE_SMTP_URL: `smtp://127.0.0.1:${port}` });
    const user = { email: 'lea@example.test', username: 'lea', password: 'correct horse battery staple' };
    expect((await app.call('POST', '/v1/users', { body: { user } })).status).toBe(201);
    await app.drain();
    const job = await app.app.database.reader
      .selectFrom('jobs')
      .select(['attempts', 'dead_at', 'last_error'])
      .where('kind', '=', 'mail')
      .executeTakeFirstOrThrow();
    expect([job.attempts, job.dead_at !== null]).toEqual([1, dead]);
    expect(job.last_error).toContain(String(code));
  });
});
