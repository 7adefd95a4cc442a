import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { seconds } from '../../kernel/clock.ts';

export interface OutgoingMail {
  /** Of the job: the same mail tried twice is the same message. */
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
  readonly headers: Record<string, string>;
}

export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>;
  /** What keeps mails from going out, in words; null when nothing does. */
  problem(): Promise<string | null>;
  close(): void;
}

export function smtpTransport(url: string): MailTransport {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    // As many as jobs are done at once, and together shorter than a job's lock: a mail that waits for a
    // connection past its lock would be sent by another node too.
    maxConnections: 8,
    dnsTimeout: seconds(5),
    connectionTimeout: seconds(5),
    greetingTimeout: seconds(5),
    socketTimeout: seconds(10),
    // Mail servers on this machine (and in tests) speak plainly; any other must offer TLS.
    ...(isLoopbackUrl(url) ? { ignoreTLS: true } : { requireTLS: true }),
  });
  return {
    async send({ id: _, ...mail }) {
      await inTime(transport.sendMail(mail));
    },
    problem: () =>
      inTime(transport.verify()).then(
        () => null,
        (error: unknown) =>
          `the mail server does not answer: ${error instanceof Error ? error.message : 'unknown'}`,
      ),
    close: () => transport.close(),
  };
}

/** All of it; a server that says a little now and then would keep us for ever otherwise. */
const answerWithinMs = seconds(20);

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('it took too long'), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), answerWithinMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

const isLoopbackUrl = (url: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);

export const outboxDirectory = (dataDirectory: string): string => join(dataDirectory, 'outbox');

/** Without a mail server each mail becomes one `.eml` file, readable by this user alone (settled 8). */
export function outboxTransport(dataDirectory: string): MailTransport {
  const directory = outboxDirectory(dataDirectory);
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send({ id, ...mail }) {
      const { message } = await composer.sendMail(mail);
      // Only now: a command that reads leaves no folder behind.
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
      // Renamed when whole: a killed server never leaves half a mail, and a second try replaces the first.
      await rename(`${path}.part`, path);
    },
    problem: async () => null,
    close: () => composer.close(),
  };
}
