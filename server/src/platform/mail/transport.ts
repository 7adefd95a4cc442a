import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type Nodemailer from 'nodemailer';
import { type Cancel, seconds, systemClock } from '../../kernel/clock.ts';
import { isLoopbackHost } from '../config/loopback.ts';
import { PermanentFailure } from '../jobs/permanent-failure.ts';

interface OutgoingMail {
  /** The id of the job. A mail that is tried twice is the same message. */
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
  readonly headers: Record<string, string>;
}

export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>;
  /** What stops mails from going out, in words; null when nothing does. */
  problem(): Promise<string | null>;
  close(): void;
}

/** Loads nodemailer with the first mail. A server that has sent none yet needs six megabytes less. */
function withFirstMail<Transport extends { close(): void }>(
  open: (nodemailer: typeof Nodemailer) => Transport,
): { opened(): Promise<Transport>; close(): void } {
  let opening: Promise<Transport> | null = null;
  return {
    opened() {
      opening ??= import('nodemailer').then(({ default: nodemailer }) => open(nodemailer));
      return opening;
    },
    close: () => void opening?.then((transport) => transport.close()),
  };
}

/** @param name the name of this machine in its greeting to the mail server. */
export function smtpTransport(url: string, name: string): MailTransport {
  const { hostname, username } = new URL(url);
  const transport = withFirstMail((nodemailer) =>
    nodemailer.createTransport({
      url,
      name,
      pool: true,
      // There are as many connections as jobs at once, and the timeouts end before a job's lock does. A mail that waited for a
      // connection past its lock would be sent by another node too.
      maxConnections: 8,
      dnsTimeout: seconds(5),
      connectionTimeout: seconds(5),
      greetingTimeout: seconds(5),
      socketTimeout: seconds(10),
      ...(isLoopbackHost(hostname) ? onThisMachine(username !== '') : { requireTLS: true }),
      // Without this, credentials that the server never asked for would be dropped silently.
      forceAuth: username !== '',
    }),
  );
  return {
    async send({ id: _, attachments = [], ...mail }) {
      const whole = { ...mail, attachments: [...attachments] };
      await inTime(transport.opened().then((opened) => opened.sendMail(whole))).catch((error: unknown) => {
        throw isPermanent(error) ? new PermanentFailure(error) : error;
      });
    },
    problem: () =>
      inTime(transport.opened().then((opened) => opened.verify())).then(() => null, problemInWords),
    close: transport.close,
  };
}

/** The limit for the whole exchange. Otherwise a server that answers a little now and then could hold it up for ever. */
const answerWithinMs = seconds(20);

async function inTime<T>(work: Promise<T>): Promise<T> {
  let cancel: Cancel = () => {};
  const tooLong = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('it took too long'), { code: 'ETIMEDOUT' });
    cancel = systemClock.after(answerWithinMs, () => reject(error), 'stays');
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    cancel();
  }
}

/**
 * Options for a mail server on this machine (and in tests), which may do without TLS; any other must offer it. Many take
 * credentials under TLS only, even here, with a certificate for some other name. The certificate is not checked, because
 * the connection never leaves the machine.
 */
const onThisMachine = (credentials: boolean) =>
  credentials ? { tls: { rejectUnauthorized: false } } : { ignoreTLS: true };

function problemInWords(error: unknown): string {
  const { code, response, message } = refusalOf(error);
  if (code === 'EAUTH')
    return `the mail server refuses the credentials of LOGE_SMTP_URL: ${response || message}`;
  if (response) return `the mail server refuses: ${response}`;
  return `the mail server does not answer: ${message}`;
}

/**
 * Whether the mail server said that it will never accept this mail: a 550 to 554 to its address or its text. An operator
 * can mend refusals of the sender (credentials, relaying, policy: RFC 3463, X.7), and then all waiting mails go out.
 */
function isPermanent(error: unknown): boolean {
  const { command, responseCode, response } = refusalOf(error);
  if (responseCode < 550 || responseCode > 554 || !/^(RCPT TO|DATA)$/.test(command)) return false;
  return !/^55\d[ -]5\.[3457]\.|relay/i.test(response);
}

function refusalOf(error: unknown): {
  code: string;
  command: string;
  response: string;
  responseCode: number;
  message: string;
} {
  const fields = new Map(Object.entries(error instanceof Error ? error : {}));
  const text = (name: string): string => String(fields.get(name) ?? '');
  return {
    code: text('code'),
    command: text('command'),
    response: text('response').split('\n')[0] ?? '',
    responseCode: Number(fields.get('responseCode') ?? 0),
    message: error instanceof Error ? error.message : 'unknown',
  };
}

export const outboxDirectory = (dataDirectory: string): string => join(dataDirectory, 'outbox');

/** Without a mail server, each mail becomes one `.eml` file that only this user can read (docs/rules.md#mail-files). */
export function outboxTransport(dataDirectory: string): MailTransport {
  const directory = outboxDirectory(dataDirectory);
  const composer = withFirstMail((nodemailer) =>
    nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' }),
  );
  return {
    async send({ id, attachments = [], ...mail }) {
      const whole = { ...mail, attachments: [...attachments] };
      const { message } = await (await composer.opened()).sendMail(whole);
      // The folder is made only now, so that a command that only reads leaves none behind.
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const path = join(directory, `${id}.eml`);
      const file = await open(`${path}.part`, 'w', 0o600);
      try {
        await file.writeFile(message);
        await file.sync();
      } finally {
        await file.close();
      }
      await chmod(`${path}.part`, 0o600);
      // The file is renamed when it is complete. A killed server never leaves half a mail, and a second try replaces the first.
      await rename(`${path}.part`, path);
    },
    problem: async () => null,
    close: composer.close,
  };
}
