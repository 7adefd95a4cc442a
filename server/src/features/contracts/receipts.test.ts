import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publish } from '../../../test/contracts.ts';
import { effort, lots } from '../../../test/effort.ts';
import { linkToken, onEachDatabase, type Person } from '../../../test/harness.ts';
import { journalOf } from '../../../test/observe.ts';
import { verifyReceipt as verify } from '../../../test/verify-receipt.ts';
import { days } from '../../kernel/clock.ts';

const docs = readFileSync(new URL('../../../../docs/operate/contracts.md', import.meta.url), 'utf8');
const opensslLines = /<!-- openssl: begin -->\s+```sh\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';

onEachDatabase('receipts', (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-receipts-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [receipt, keys] = [join(folder, 'receipt.json'), join(folder, 'keys.json')];
  let who: Person;
  let id: string;
  let pdfs: Buffer[];

  beforeAll(async () => {
    who = await test().person({ username: 'zoé', email: 'zoe@receipts.test' });
    const session = await test().signIn(who);
    await test().call('PUT', '/v1/users/account', { session, body: { user: { fullname: 'Zoé “Z” Été' } } });
    const made = await publish(test(), { version: '3' });
    id = made.id;
    await test().call('POST', `/v1/contracts/${id}/accept`, {
      session,
      body: { locale: 'fr' },
      remoteIp: '203.0.113.77',
      headers: { 'user-agent': 'Her "Own" Browser' },
    });
    const shown = await test().call('GET', `/v1/contracts/${id}/receipt`, { session });
    writeFileSync(receipt, JSON.stringify(shown.body));
    writeFileSync(keys, JSON.stringify((await test().call('GET', '/.well-known/receipt-keys.json')).body));
    pdfs = [];
    for (const [locale, url] of Object.entries(made.documents[0]?.pdf ?? {})) {
      const { rawPayload } = await test().http.inject(new URL(url).pathname);
      pdfs.push(rawPayload);
      writeFileSync(join(folder, `terms-${locale}.pdf`), rawPayload);
    }
  });

  it('say who accepted which words when, how, and where it stands in the journal', async () => {
    const { jws } = JSON.parse(readFileSync(receipt, 'utf8')).receipt;
    const rows = await journalOf(test().app, who.id);
    const accepted = rows.findIndex(({ type }) => type === 'contract_accepted');
    expect(decodeJwt(jws)).toMatchObject({
      iss: 'http://localhost:4310',
      sub: who.id,
      accepted_at: '2026-11-23T12:00:00.000Z',
      contract: { id, version: '3' },
      locale: 'fr',
      sentence: 'J’accepte «\u202fConditions générales\u202f» (version 3 du 23 novembre 2026).',
      by: { credential: 'session', second_factor: false, proved_at: '2026-11-23T12:00:00.000Z' },
      journal: { chain: who.id, row: accepted + 1, id: rows[accepted]?.id },
    });
    const row = await test()
      .app.ctx.reader.selectFrom('journal')
      .select('hash')
      .where('id', '=', rows[accepted]?.id ?? '')
      .executeTakeFirst();
    expect(decodeJwt<{ journal: { hash: string } }>(jws).journal.hash).toBe(row?.hash);
    // What is signed says nothing of the person but the id.
    const signed = Buffer.from(jws.split('.')[1], 'base64url').toString();
    for (const word of ['zoé', 'zoe@', 'Été', '203.0.113.77', 'Browser']) expect(signed).not.toContain(word);
  });

  it('are proved by the command, with documents and keys', async () => {
    const { code, said } = await verify(receipt, '--keys', keys, '--documents', folder);
    expect([code, said[0]]).toEqual([0, 'The receipt holds.']);
    expect(said.join('\n')).toContain(
      `By: ${who.id} (username: zoé, name: Zoé “Z” Été, email: zoe@receipts.test, remote_ip: 203.0.113.77, user_agent: Her "Own" Browser)`,
    );
    expect(said.join('\n')).toContain(
      'In these words: J’accepte «\u202fConditions générales\u202f» (version 3',
    );
    const alone = await verify(receipt);
    expect(alone.said.slice(-2)).toEqual([
      expect.stringContaining('Compare the key'),
      expect.stringContaining('Compare the documents'),
    ]);
  });

  it('are proved by openssl alone, by the lines of the docs', () => {
    expect(opensslLines).toContain('openssl pkeyutl');
    const said = execFileSync('sh', ['-e', '-c', opensslLines], { cwd: folder, encoding: 'utf8' });
    expect(said).toContain('Signature Verified Successfully');
    const signed = JSON.parse(said.split('\n').find((line) => line.startsWith('{')) ?? '');
    expect(signed).toMatchObject({ sub: who.id, contract: { id } });
    for (const { sha256 } of signed.documents) expect(said).toContain(`= ${sha256}`);
    const lines = said.split('\n');
    for (const digest of signed._sd) expect(lines).toContain(digest);
    expect(said).toContain('"zoe@receipts.test"');
  });

  it('whose key is not the platform’s, or whose documents are others, do not hold', async () => {
    const others = join(folder, 'others.json');
    writeFileSync(others, JSON.stringify({ keys: [] }));
    expect(await verify(receipt, '--keys', others)).toEqual({
      code: 1,
      said: ['The receipt does not hold: none of the keys signed it.'],
    });
    const empty = mkdtempSync(join(tmpdir(), 'loge-empty-'));
    expect((await verify(receipt, '--documents', empty)).said).toEqual([
      expect.stringMatching(
        /^The receipt does not hold: no file is “Terms of service” \(en\), whose SHA-256 is/,
      ),
    ]);
    rmSync(empty, { recursive: true });
    await expect(verify(join(folder, 'nothing'))).rejects.toThrow('cannot read');
  });

  it('of which any bit was changed, or any bit of a document, do not hold', async () => {
    const changed = mkdtempSync(join(tmpdir(), 'loge-changed-'));
    const file = join(changed, 'receipt.json');
    const whole = readFileSync(receipt);
    const lot = lots();
    const flipped = (bytes: Buffer) => {
      const copy = Buffer.from(bytes);
      const at = Math.floor(lot() * copy.length);
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << Math.floor(lot() * 8)), at);
      return copy;
    };
    for (let i = 0; i < 1000; i++) {
      const bytes = flipped(whole);
      writeFileSync(file, bytes);
      const { code } = await verify(file);
      expect(code, bytes.toString('latin1')).toBe(1);
    }
    rmSync(file);
    for (let i = 0; i < effort(100, 1000); i++) {
      const which = i % pdfs.length;
      for (const [at, pdf] of pdfs.entries())
        writeFileSync(join(changed, `${at}.pdf`), at === which ? flipped(pdf) : pdf);
      expect((await verify(receipt, '--documents', changed)).code).toBe(1);
    }
    rmSync(changed, { recursive: true });
  });

  it('are mailed with the documents attached, in the language of the acceptance', async () => {
    const mail = await test().mailTo(who.email, /accepté/);
    const { attachments } = await simpleParser(mail.raw);
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['terms-fr.pdf', 'application/pdf'],
    ]);
    expect(attachments[0]?.content.equals(pdfs[1] as Buffer)).toBe(true);
  });

  it('stay when the account is erased, still hold, and name nobody', async () => {
    const session = await test().signIn(who);
    await test().call('POST', '/v1/users/delete', { session });
    const mail = await test().mailTo(who.email, /Confirm that your account|Confirmez/);
    const deletion = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const body = { deletion: { token: linkToken(mail) } };
    const done = await test().call('POST', `/v1/users/delete/${deletion}/confirm`, { session, body });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    test().clock.advance(days(8));
    await test().drain();
    const kept = () =>
      test()
        .app.ctx.reader.selectFrom('contract_acceptances')
        .selectAll()
        .where('account_id', '=', who.id)
        .execute();
    const [row] = await kept();
    expect(row).toMatchObject({ disclosures: null, erased_at: expect.any(String) });
    const file = join(folder, 'kept.json');
    const { receipt: before } = JSON.parse(readFileSync(receipt, 'utf8'));
    writeFileSync(file, JSON.stringify({ receipt: { jws: row?.jws, disclosures: [], key: before.key } }));
    const { code, said } = await verify(file, '--keys', keys, '--documents', folder);
    expect([code, said.join().includes('zo')]).toEqual([0, false]);
    test().clock.advance(days(366 * 9));
    await test().app.housekeeping.sweep();
    expect(await kept()).toHaveLength(1);
    test().clock.advance(days(366));
    await test().app.housekeeping.sweep();
    expect(await kept()).toEqual([]);
  });
});
