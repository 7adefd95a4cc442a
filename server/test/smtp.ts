import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly from: string;
  /** Every recipient of the envelope. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The headers by lower-case name. A header that occurs several times is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly messageId: string;
  readonly raw: string;
}

/** A real SMTP server on a loopback port, which keeps the mails that it receives. */
export interface TestSmtp {
  readonly port: number;
  /** `smtp://127.0.0.1:port`, in the form of the configuration. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** While true, every mail is refused with the temporary error 421. */
  refusing: boolean;
  /** Resolves with the first mail that fits, including those already here. Fails after `timeout` milliseconds. */
  waitFor(predicate: (mail: ReceivedMail) => boolean, timeout?: number): Promise<ReceivedMail>;
  /** Forgets the mails that came so far. */
  clear(): void;
  /** Listens again on the same port after `stop`. */
  start(): Promise<void>;
  /** Closes the port and cuts open connections, as an outage does. */
  stop(): Promise<void>;
}

export async function startSmtp(): Promise<TestSmtp> {
  const inbox = new Inbox();
  await inbox.start();
  return inbox;
}

class Inbox implements TestSmtp {
  port = 0;
  refusing = false;
  readonly mails: ReceivedMail[] = [];
  #server: SMTPServer | null = null;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    if (this.#server) return;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1,
      onMailFrom: (_address, _session, done) => done(this.refusing ? unavailable() : null),
      onRcptTo: ({ address }, _session, done) => done(isNobody(address) ? noSuchUser() : null),
      onData: (stream, session, done) => void this.#keep(stream, session).then(() => done(), done),
    });
    // A client that disconnects half-way is what its test is about, not a failure of this server.
    server.on('error', () => undefined);
    const listener = server.listen(this.port, '127.0.0.1');
    await once(listener, 'listening');
    this.port = (listener.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  clear(): void {
    this.mails.length = 0;
  }

  async waitFor(predicate: (mail: ReceivedMail) => boolean, timeout = 30_000): Promise<ReceivedMail> {
    for (const end = Date.now() + timeout; ; await sleep(10)) {
      const mail = this.mails.find(predicate);
      if (mail) return mail;
      if (Date.now() > end) throw new Error(`No such mail within ${timeout} ms. ${this.#summary()}`);
    }
  }

  #summary(): string {
    if (this.mails.length === 0) return 'None came at all.';
    return `Came: ${this.mails.map((mail) => `"${mail.subject}" to ${mail.to.join(', ')}`).join('; ')}`;
  }

  async #keep(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await text(stream);
    const mail = await simpleParser(raw);
    const headers: Record<string, string> = {};
    for (const { key, line } of mail.headerLines) {
      const value = line
        .slice(line.indexOf(':') + 1)
        .replaceAll(/\r?\n\s+/g, ' ')
        .trim();
      headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
    }
    this.mails.push({
      from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
      to: session.envelope.rcptTo.map((recipient) => recipient.address),
      subject: mail.subject ?? '',
      text: seen(mail.text ?? ''),
      html: seen(mail.html || ''),
      headers,
      messageId: mail.messageId ?? '',
      raw,
    });
  }
}

/** The text as a reader sees it, without the characters that keep names from becoming links. */
const seen = (text: string): string => text.replaceAll('\u2060', '');

/** Mail to these is refused for good. */
const isNobody = (address: string): boolean => address.endsWith('@refused.test');
const noSuchUser = (): Error => Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 });

/** RFC 5321: the service is not available; the sender should try again. */
function unavailable(): Error {
  return Object.assign(new Error('Service not available'), { responseCode: 421 });
}
