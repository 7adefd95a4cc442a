import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asService } from '../../../test/example.ts';
import { cookieSecret, onEachDatabase } from '../../../test/harness.ts';
import { addContact, details, healthApplication, healthOwner } from '../../../test/health.ts';
import { expectError, fieldCode, journalOf } from '../../../test/observe.ts';
import { operator } from '../../../test/operators.ts';
import { runCommand } from '../../../test/run-command.ts';
import { days } from '../../kernel/clock.ts';
import { addMonths } from './months.ts';

onEachDatabase(
  'the health register',
  (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'loge-register-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const now = () => new Date(test().clock.now()).toISOString();
    const machine = () => asService(test(), 'hds:read');
    const get = async (query: string) =>
      test().call('GET', `/v1/admin/hds/register${query}`, await machine());

    describe('bad input', () => {
      it('a date in the future, one before the beginning, and none', async () => {
        await healthOwner(test());
        const tomorrow = new Date(test().clock.now() + days(1)).toISOString();
        expect(fieldCode(await get(`?at=${tomorrow}`), 'at')).toBe('in_the_future');
        expect(fieldCode(await get(`?at=${tomorrow.slice(0, 10)}`), 'at')).toBe('in_the_future');
        const early = await get('?at=2020-01-01');
        expect(fieldCode(early, 'at')).toBe('before_beginning');
        expect(early.body.details.at[0].suggestion).toMatch(/^2026-11-23T/);
        for (const at of ['yesterday', '2026-02-30', '2026-13-01T00:00:00Z', '%00', '1'])
          expect(fieldCode(await get(`?at=${at}`), 'at')).toBe('invalid');
        expect(fieldCode(await get('?format=pdf'), 'format')).toBe('invalid');
        expect(fieldCode(await get('?locale=de'), 'locale')).toBe('unsupported_locale');
        // Today means now.
        expect((await get(`?at=${now().slice(0, 10)}`)).status).toBe(200);
      });

      it('whoever is no operator any more gets nothing, and neither does a machine without the scope', async () => {
        const { who, codes } = await operator(test());
        const { app } = test();
        const signedIn = await test().call('POST', '/v1/sessions', {
          body: { session: { login: who.email, password: who.password, otp: codes[0] } },
          headers: { 'sec-fetch-site': 'same-origin' },
        });
        const own = cookieSecret(signedIn);
        const asked = () => test().call('GET', '/v1/admin/hds/register', { session: own });
        expect((await asked()).status).toBe(200);
        const session = await test().signIn(await test().person());
        expectError(await test().call('GET', '/v1/admin/hds/register', { session }), 'operators_only');
        const { bearer } = await asService(test(), 'hds:write');
        expectError(
          await test().call('GET', '/v1/admin/hds/register', { bearer: bearer ?? '' }),
          'scope_missing',
        );
        // The role is read with each request: one that was lost meanwhile opens nothing.
        await app.database.transaction((writer) =>
          writer.updateTable('accounts').set({ operator_since: null }).where('id', '=', who.id).execute(),
        );
        expectError(await asked(), 'operators_only');
      });

      it('a clock that was set back makes no two truths of one instant', async () => {
        const { app, session, contact } = await healthOwner(test());
        const began = now();
        test().clock.advance(days(2));
        const body = (name: string) => ({ hds_contact: { name } });
        const path = `/v1/hds_contacts/${contact.id}`;
        const owner = await test().signIn((await healthOwner(test())).owner);
        expect(owner).not.toBe('');
        const again = await test().call('PATCH', path, { session, body: body('Later') });
        expect([200, 401]).toContain(again.status);
        test().clock.advance(-days(1));
        await healthApplication(test(), await test().person(), { id: app });
        test().clock.advance(days(5));
        for (let at = Date.parse(began); at < test().clock.now(); at += days(1) / 2) {
          const register = await get(`?at=${new Date(at).toISOString()}`);
          const found = register.body.hds_register.applications.filter(
            (one: { application: { id: string } }) => one.application.id === app,
          );
          expect([at, found.length]).toEqual([at, 1]);
        }
      });
    });

    it('is safe in spreadsheets, in both languages', async () => {
      const owner = await test().person({ locale: 'fr' });
      const app = await healthApplication(test(), owner, { name: '=HYPERLINK("http://evil.example")' });
      const session = await test().signIn(owner);
      await addContact(test(), session, [app], {
        ...details(),
        name: '=cmd|calc',
        company: '+1; DROP, "x"',
        address_line1: '東京都千代田区',
        address_country: 'JP',
        phone_number: '+81312345678',
        notes: '@SUM(A1)',
      });
      for (const [locale, separator, country, role] of [
        ['en', ',', 'Japan', 'Incident referent'],
        ['fr', ';', 'Japon', 'Référent incident'],
      ] as const) {
        const csv = await get(`?format=csv&locale=${locale}`);
        expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
        expect(csv.headers['content-disposition']).toContain(`-${locale}.csv`);
        const text = String(csv.body);
        expect(text.startsWith('\ufeff"')).toBe(true);
        const [head = '', ...lines] = text.slice(1).trimEnd().split('\r\n');
        const cells = (line: string) => line.slice(1, -1).split(`"${separator}"`);
        const own = lines.filter((line) => line.includes(app));
        expect(own).toHaveLength(2);
        expect(cells(head)).toHaveLength(27);
        for (const line of own) {
          expect(cells(line)).toHaveLength(27);
          expect(line).toContain(country);
          expect(line).toContain(`'=cmd|calc`);
          for (const cell of cells(line)) expect(cell).not.toMatch(/^[=+\-@]/);
        }
        expect(own.join()).toContain(role);
        expect(own.join()).toContain('東京都千代田区');
      }
    });

    it('its digest is of its bytes, signed, made again for the same instant, and journaled', async () => {
      await healthOwner(test());
      const at = now();
      test().clock.advance(days(1));
      const file = await get(`?format=csv&at=${at}`);
      const body = { register: { at, format: 'csv' } };
      const ask = async () =>
        test().call('POST', '/v1/admin/hds/register/digest', { ...(await machine()), body });
      const [one, two] = [await ask(), await ask()];
      expect(one.status, JSON.stringify(one.body)).toBe(200);
      expect(two.body.digest.sha256).toBe(one.body.digest.sha256);
      expect(one.body.digest.bytes).toBe(Buffer.byteLength(String(file.body)));
      const types = (await journalOf(test().app, 'platform')).map(({ type }) => type);
      expect(types.filter((type) => type === 'hds_register_signed').length).toBeGreaterThanOrEqual(2);
      const path = join(folder, `${test().clock.now()}.csv`);
      writeFileSync(path, String(file.body));
      writeFileSync(`${path}.jws`, one.body.digest.jws);
      expect((await runCommand(test().app.ctx, 'hds', 'verify', path)).code).toBe(0);
    });

    it('is written by the command, proved, and found when a bit of it or of its digest was changed', async () => {
      await healthOwner(test());
      const path = join(folder, `register-${test().clock.now()}.json`);
      const { ctx } = test().app;
      const made = await runCommand(
        ctx,
        'hds',
        'register',
        '--format',
        'json',
        '--language',
        'fr',
        '--out',
        path,
      );
      expect(made.code, made.said.join()).toBe(0);
      expect(existsSync(`${path}.jws`)).toBe(true);
      expect(JSON.parse(readFileSync(path, 'utf8')).hds_register.locale).toBe('fr');
      expect((await runCommand(ctx, 'hds', 'verify', path)).code).toBe(0);
      await expect(runCommand(ctx, 'hds', 'register', '--out', path)).rejects.toThrow('there already');
      for (const file of [path, `${path}.jws`]) {
        const good = readFileSync(file);
        for (let i = 0; i < 40; i++) {
          const bad = Buffer.from(good);
          const bit = (i * 7919) % ((good.length - 1) * 8);
          bad.writeUInt8(bad.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          writeFileSync(file, bad);
          expect([file, bit, (await runCommand(ctx, 'hds', 'verify', path)).code]).toEqual([file, bit, 1]);
        }
        writeFileSync(file, good);
      }
      await expect(runCommand(ctx, 'hds', 'register', '--at', '2020-01-01')).rejects.toThrow(
        'before the beginning',
      );
    });

    it('what is overdue is listed, and a drill is journaled', async () => {
      const { app, owner } = await healthOwner(test());
      const { ctx } = test().app;
      const mine = (said: readonly string[]) => said.filter((line) => line.startsWith(`${app},`));
      expect(mine((await runCommand(ctx, 'hds', 'overdue')).said)).toEqual([]);
      const at = addMonths(now(), 12);
      test().clock.advance(Date.parse(at) - test().clock.now());
      const overdue = await runCommand(ctx, 'hds', 'overdue');
      expect(overdue.code).toBe(1);
      expect(mine(overdue.said)).toEqual([
        `${app}, Booking ${app}, of ${owner.username}: Review overdue or asked for`,
      ]);
      const only = await get('?only=gaps');
      expect(JSON.stringify(only.body)).toContain(app);
      const drill = await runCommand(ctx, 'hds', 'drill');
      expect(drill.code).toBe(0);
      const types = (await journalOf(test().app, 'platform')).map(({ type }) => type);
      expect(types).toContain('hds_register_drilled');
    });
  },
  { LOGE_THROTTLING: 'off' },
);
