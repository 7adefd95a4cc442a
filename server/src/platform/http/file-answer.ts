import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { allowOthers } from './cors.ts';

interface File {
  /** Media type, with its charset where it is text. */
  readonly type: string;
  /** What a browser calls the file when it saves it. */
  readonly name: string;
  readonly content: Buffer | Readable;
  /**
   * Who may keep the file for ever, since what its address names never changes: anybody, or the browser of whoever asked.
   * Without it nobody may.
   */
  readonly keptBy?: 'anybody' | 'asker';
  /** A browser shows it, rather than save it. */
  readonly shown?: boolean;
}

/** An answer that is a file and no JSON, by a route that declares `file`. */
export class FileAnswer {
  readonly file: File;
  constructor(file: File) {
    this.file = file;
  }
}

const forEver = 'max-age=31536000, immutable';

export function sendFile(reply: FastifyReply, { file }: FileAnswer): FastifyReply {
  const { type, name, content, keptBy, shown = false } = file;
  if (keptBy === 'anybody') allowOthers(reply).header('cache-control', `public, ${forEver}`);
  else reply.header('cache-control', keptBy ? `private, ${forEver}` : 'no-store');
  return (
    reply
      .type(type)
      .header('content-disposition', `${shown ? 'inline' : 'attachment'}; ${named(name)}`)
      // Whatever the file holds, opened by itself it is no page of ours: it runs nothing and reaches nothing.
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(content)
  );
}

/** For those who read ASCII only, and for the others (RFC 6266, 4.3). */
const named = (name: string): string =>
  `filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
