import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { everywhere } from '../../../test/everywhere.ts';
import { asService } from '../../../test/example.ts';
import {
  type CallOptions,
  databaseKinds,
  openTestApp,
  type TestApp,
  type TestResponse,
} from '../../../test/harness.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { commandActor } from '../../kernel/actor.ts';
import { makeLogger } from '../../platform/log/logger.ts';
import { accountById } from '../accounts/feature.ts';
import { importKeys } from './feature.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

const openssh = () => readFileSync(judge.make('ed25519', undefined, 'lea@box'), 'utf8');
const short = () =>
  String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
const rsa = () =>
  String(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs1' }),
  );

/** Pieces of a secret that are long enough to be unmistakable. */
const piecesOf = (text: string): string[] =>
  text
    .replace(/^-.*$/gm, '')
    .split(/\s+/)
    .flatMap((line) => line.match(/.{16}/g) ?? []);

describe.each(databaseKinds)('a private key that somebody pasted (%s)', (kind) => {
  let test: TestApp;
  const logged: string[] = [];
  const pasted: string[] = [];
  const answered: TestResponse[] = [];
  beforeAll(async () => {
    const log = makeLogger('debug', { write: (line) => void logged.push(line) });
    test = await openTestApp(kind, {}, log);
  });
  afterAll(() => test?.close());

  /** Makes a key that nobody pasted before, and remembers its pieces. */
  const secret = (make: () => string): string => {
    const text = make();
    pasted.push(...piecesOf(text));
    return text;
  };
  const send = async (method: string, path: string, options: CallOptions) => {
    const answer = await test.call(method, path, options);
    answered.push(answer);
    return answer;
  };

  it('is refused with a warning wherever it is pasted', async () => {
    const who = await test.person();
    const session = await test.signIn(who);
    const own = newSshKey();
    const added = await send('POST', '/v1/keys', { session, body: { name: 'x', content: own.line } });
    const codes: unknown[] = [];
    const refused = async (method: string, path: string, field: string, body: unknown) => {
      const answer = await send(method, path, { session, body });
      expect([path, field, answer.status]).toEqual([path, field, 422]);
      codes.push(answer.body.details[field]?.[0]?.code);
    };
    for (const make of [openssh, short, rsa]) {
      await refused('POST', '/v1/keys', 'content', { key: { name: 'x', content: secret(make) } });
      await refused('POST', '/v1/keys', 'content', { name: 'x', content: secret(make).toLowerCase() });
      await refused('POST', '/v1/keys', 'content', {
        name: 'x',
        content: `${newSshKey().line} ${secret(make).replace(/\s+/g, ' ')}`,
      });
      await refused('POST', '/v1/keys/claims', 'content', { claim: { content: secret(make) } });
      await refused('POST', '/v1/keys/claims/proof', 'signature', {
        claim: { name: 'x', challenge: 'x', signature: secret(make) },
      });
    }
    const inOneLine = () => secret(short).replace(/\s+/g, ' ').trim();
    for (const content of [own.line, newSshKey().line])
      await refused('POST', '/v1/keys', 'name', { name: inOneLine(), content });
    await refused('PATCH', `/v1/keys/${added.body.key.id}`, 'name', { key: { name: inOneLine() } });
    await refused('POST', '/v1/keys/claims/proof', 'name', {
      claim: { name: inOneLine(), challenge: 'x', signature: 'x' },
    });
    expect(new Set(codes)).toEqual(new Set(['key_private']));
    const warning = answered.find(({ status }) => status === 422)?.body.errors;
    expect(JSON.stringify(warning)).toContain('treat it as lost');
  });

  it('and where nobody expects one', async () => {
    const who = await test.person();
    const session = await test.signIn(who);
    const json = { 'content-type': 'application/json' };
    // The key is sent as no JSON at all, cut short, too large, as another type, in other fields and in the path.
    for (const make of [openssh, rsa]) {
      await send('POST', '/v1/keys', { session, raw: secret(make), headers: json });
      await send('POST', '/v1/keys', { session, raw: `{"content":"${secret(make)}`, headers: json });
      await send('POST', '/v1/keys', { session, raw: secret(make) + 'x'.repeat(70_000), headers: json });
      await send('POST', '/v1/keys', {
        session,
        raw: secret(make),
        headers: { 'content-type': 'text/plain' },
      });
      await send('POST', '/v1/keys', {
        session,
        body: { name: 'x', content: secret(make) + 'x'.repeat(40_000) },
      });
      await send('POST', '/v1/keys', {
        session,
        body: { name: [secret(make)], content: { [secret(make)]: 1 } },
      });
      await send('PATCH', '/v1/keys/x', { session, body: { key: { [secret(make)]: 'x' } } });
      await send('POST', '/v1/keys/claims/proof', {
        session,
        body: { claim: { name: 'x', challenge: secret(make).slice(0, 400), signature: 'x' } },
      });
      await send('GET', `/v1/keys/${encodeURIComponent(secret(make).slice(0, 200))}`, { session });
      const service = await asService(test, 'ssh:lookup');
      await send('POST', '/v1/ssh/lookup', { ...service, body: { ssh: { fingerprint: secret(make) } } });
    }
    const account = await accountById(test.app.ctx.reader, who.id);
    if (!account) throw new Error('nobody');
    const lines = [openssh, short, rsa].map((make) => ({
      title: secret(short),
      content: secret(make),
      expiresAt: null,
    }));
    lines.push({ title: secret(short).replace(/\s+/g, ' '), content: newSshKey().line, expiresAt: null });
    const source = { name: 'github', integrationId: 'i1' };
    const { added } = await importKeys(test.app.ctx, commandActor('test'), account, source, lines);
    expect(added).toEqual([]);
    expect(answered.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('even while something fails on our side', async () => {
    const session = await test.signIn(await test.person());
    const fault = vi
      .spyOn(test.app.ctx.throttle, 'take')
      .mockRejectedValueOnce(new Error('the disk is full'));
    const failed = await send('POST', '/v1/keys/claims', {
      session,
      body: { claim: { content: secret(openssh) } },
    });
    fault.mockRestore();
    expect(failed.status).toBe(500);
    expect(logged.join('')).toContain('the disk is full');
  });

  it('is in no answer, no log line, no mail, no table and no file afterwards', async () => {
    const places = await everywhere(test, answered, logged);
    // Requests were logged, and throttles and journals written, so the search covers every place that could hold the key.
    expect(places.logs).toContain('/v1/keys/claims');
    for (const table of ['journal_payloads', 'throttles', 'jobs'])
      expect(places.tables).toContain(`"${table}":[`);
    expect(pasted.length).toBeGreaterThan(500);
    for (const [place, text] of Object.entries(places)) {
      const lower = text.toLowerCase();
      const found = pasted.filter((piece) => lower.includes(piece.toLowerCase()));
      expect([place, found]).toEqual([place, []]);
    }
  });
});
