import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { documentOf, publicationOf, publish } from '../../../test/contracts.ts';
import { asService } from '../../../test/example.ts';
import { handMadePdf } from '../../../test/hand-made-pdf.ts';
import { onEachDatabase } from '../../../test/harness.ts';
import { expectError, journalOf, snapshot } from '../../../test/observe.ts';
import { runCommand } from '../../../test/run-command.ts';
import { days, instantOf } from '../../kernel/clock.ts';

onEachDatabase('publishing a contract', (test) => {
  const send = async (contract: object) =>
    test().call('POST', '/v1/admin/contracts', {
      ...(await asService(test(), 'contracts:write')),
      body: { contract },
    });
  const details = async (contract: object) => {
    const response = await send(contract);
    expectError(response, 'invalid_fields');
    return response.body.details;
  };
  const folder = mkdtempSync(join(tmpdir(), 'loge-contracts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says what it would do, and does nothing, when it is tried', async () => {
    await test().person();
    const { slug } = await publish(test());
    const before = await snapshot(test().app);
    const by = instantOf(test().clock.now() + days(30));
    const tried = await send({ ...publicationOf({ slug, version: '2', enroll_at: by }), dry_run: true });
    expect(tried.status, JSON.stringify(tried.body)).toBe(200);
    const members = await test().app.ctx.reader.selectFrom('accounts').select('id').execute();
    expect(tried.body.effect).toEqual({
      dry_run: true,
      asked: members.length,
      by,
      supersedes: { id: expect.any(String), version: '1' },
      warnings: [],
    });
    const after = await snapshot(test().app);
    const { services: _, journal: __, journal_heads: ___, journal_payloads: ____, ...kept } = after;
    for (const [table, rows] of Object.entries(kept))
      if (!table.startsWith('service')) expect([table, rows]).toEqual([table, before[table]]);
  });

  it('archives the version before, and says so in the journal of the platform', async () => {
    const { slug, id } = await publish(test());
    const sent = await send(publicationOf({ slug, version: '2' }));
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    expect(sent.body).toMatchObject({
      contract: { slug, version: '2', latest: true, accepted: null },
      effect: { dry_run: false, supersedes: { id, version: '1' } },
    });
    const journal = await journalOf(test().app, 'platform');
    expect(journal.at(-1)?.type).toBe('contract_published');
  });

  it('refuses the version that there is, and one that was published meanwhile', async () => {
    const { slug } = await publish(test());
    expect(await details(publicationOf({ slug }))).toEqual({ version: [{ code: 'taken' }] });
    const both = await Promise.allSettled([
      publish(test(), { slug, version: '2' }),
      publish(test(), { slug, version: '3' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const fresh = await Promise.allSettled([
      publish(test(), { slug: 'at-once', version: '1' }),
      publish(test(), { slug: 'at-once', version: '2' }),
    ]);
    const [failed] = [...both, ...fresh].filter(({ status }) => status === 'rejected');
    expect(fresh.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(failed).toMatchObject({
      reason: { details: { fields: { slug: [{ code: 'published_meanwhile' }] } } },
    });
    const latest = await test()
      .app.ctx.reader.selectFrom('contract_versions')
      .select('id')
      .where('slug', 'in', [slug, 'at-once'])
      .where('superseded_at', 'is', null)
      .execute();
    expect(latest).toHaveLength(2);
  });

  it('refuses a dependency on nothing, on itself, and in a circle of several', async () => {
    const one = await publish(test());
    const two = await publish(test(), { depends_on: one.slug });
    const three = await publish(test(), { depends_on: two.slug });
    const again = (slug: string, depends_on: string) =>
      details(publicationOf({ slug, version: '2', depends_on }));
    expect(await details(publicationOf({ depends_on: 'nothing' }))).toEqual({
      depends_on: [{ code: 'unknown_contract' }],
    });
    const circle = { depends_on: [{ code: 'dependency_circle' }] };
    expect(await details(publicationOf({ slug: 'alone', depends_on: 'alone' }))).toEqual(circle);
    expect(await again(one.slug, one.slug)).toEqual(circle);
    expect(await again(one.slug, two.slug)).toEqual(circle);
    expect(await again(one.slug, three.slug)).toEqual(circle);
  });

  it('refuses what has one language only, or no documents', async () => {
    const whole = publicationOf();
    const [document] = whole.documents;
    const without = (pdf: object) => ({ ...whole, documents: [{ ...document, pdf }] });
    expect(await details(without({ en: document?.pdf.en }))).toEqual({
      'documents.0.pdf.fr': [{ code: 'missing' }],
    });
    expect(await details({ ...whole, name: { en: 'Terms' } })).toEqual({ 'name.fr': [{ code: 'missing' }] });
    expect(await details({ ...whole, name: { en: 'Terms', fr: '  ' } })).toMatchObject({
      'name.fr': [{ code: 'missing' }],
    });
    expect(await details({ ...whole, documents: [] })).toMatchObject({ documents: [{ code: 'missing' }] });
  });

  it('names each document that is not trusted, with its reason', async () => {
    const script = handMadePdf({ objects: ['<</S/JavaScript/JS(x)>>'] });
    const documents = [
      documentOf(handMadePdf(), Buffer.from('no PDF')),
      documentOf(script, handMadePdf({ language: 'fr' })),
    ];
    expect(await details(publicationOf({ documents }))).toEqual({
      'documents.0.pdf.fr': [{ code: 'pdf_none' }],
      'documents.1.pdf.en': [{ code: 'pdf_script' }],
    });
  });

  it('warns of what might be better', async () => {
    const bare = handMadePdf({ title: '', language: '', tagged: false });
    const { body } = await send({
      ...publicationOf({ documents: [documentOf(bare, handMadePdf({ language: 'fr' }))] }),
      dry_run: true,
    });
    expect(body.effect.warnings).toEqual(
      ['no_title', 'no_language', 'not_tagged'].map((code) => ({ field: 'documents.0.pdf.en', code })),
    );
  });

  it('refuses a deadline that has passed or is no date', async () => {
    const code = async (enroll_at: string) => (await details(publicationOf({ enroll_at }))).enroll_at[0].code;
    expect(await code('2020-01-01T00:00:00Z')).toBe('in_the_past');
    expect(await code(instantOf(test().clock.now()))).toBe('in_the_past');
    for (const wrong of ['tomorrow', '2027-02-30T00:00:00Z', '2027-01-01', '9'.repeat(39)])
      expect(await code(wrong)).toBe('invalid');
  });

  it('answers a body beyond the limit by naming the documents', async () => {
    const raw = JSON.stringify({ contract: { slug: 'x'.repeat(57 * 1024 * 1024) } });
    const response = await test().call('POST', '/v1/admin/contracts', {
      ...(await asService(test(), 'contracts:write')),
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expectError(response, 'invalid_fields');
    expect(response.body.details).toEqual({ documents: [{ code: 'too_long' }] });
  });

  it('wants the scope', async () => {
    const other = await asService(test(), 'apps:write');
    const body = { contract: publicationOf() };
    expectError(await test().call('POST', '/v1/admin/contracts', { ...other, body }), 'scope_missing');
  });

  const describe = (more: object = {}) => {
    writeFileSync(join(folder, 'terms-en.pdf'), handMadePdf());
    writeFileSync(join(folder, 'terms-fr.pdf'), handMadePdf({ language: 'fr', tagged: false }));
    writeFileSync(join(folder, 'script.pdf'), handMadePdf({ objects: ['<</S/JavaScript/JS(x)>>'] }));
    const { documents, ...rest } = publicationOf({ slug: 'by-command' });
    const [document] = documents;
    const file = join(folder, 'terms.json');
    const pdf = { en: 'terms-en.pdf', fr: './terms-fr.pdf' };
    writeFileSync(file, JSON.stringify({ ...rest, documents: [{ ...document, pdf }], ...more }));
    return file;
  };

  it('is done by a command, from a description beside its PDFs', async () => {
    const by = instantOf(Date.parse('2027-03-01T00:00:00Z'));
    const run = (...words: string[]) => runCommand(test().app.ctx, 'contract', 'publish', ...words);
    await test().person();
    const members = await test().app.ctx.reader.selectFrom('accounts').select('id').execute();
    const tried = await run(describe({ enroll_at: by }), '--dry-run');
    expect(tried).toEqual({
      code: 0,
      said: [
        'documents.0.pdf.fr is not tagged: screen readers read it badly',
        'Terms of service, version 1, would be published.',
        `${members.length} members would be asked to accept it by 1 March 2027.`,
      ],
    });
    const done = await run(describe());
    expect([done.code, done.said.at(-1)]).toEqual([
      0,
      `${members.length} members will be asked to accept it.`,
    ]);
    const again = await run(describe({ version: '2' }));
    expect(again.said).toContain('It replaces version 1.');
  });

  it('by command says what is wrong with which file', async () => {
    const run = (file: string) => runCommand(test().app.ctx, 'contract', 'publish', file);
    const [document] = publicationOf().documents;
    const pdf = { en: 'script.pdf', fr: 'terms-fr.pdf' };
    expect(await run(describe({ slug: 'scripted', documents: [{ ...document, pdf }] }))).toEqual({
      code: 1,
      said: ['documents.0.pdf.en holds JavaScript', 'Nothing was published.'],
    });
    expect((await run(describe({ slug: 'Not A Slug', colour: 'red' }))).said).toEqual([
      'slug is invalid',
      'colour is not a known field',
      'Nothing was published.',
    ]);
    const lost = { en: 'lost.pdf', fr: 'terms-fr.pdf' };
    await expect(run(describe({ documents: [{ ...document, pdf: lost }] }))).rejects.toThrow(
      'cannot read lost.pdf',
    );
    await expect(run(join(folder, 'nothing.json'))).rejects.toThrow('cannot read');
    await expect(run(join(folder, 'terms-en.pdf'))).rejects.toThrow('is no JSON');
  });
});
