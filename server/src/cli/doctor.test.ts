import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../../test/harness.ts';
import { knownMigrations } from '../db/migrate.ts';
import { createService } from '../features/services/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { days, instantOf, minutes } from '../kernel/clock.ts';
import { version } from '../kernel/version.ts';
import type { Config } from '../platform/config/config.ts';
import { examine } from './doctor.ts';

onEachDatabase('doctor', (test) => {
  const ask = async (more: Partial<Config> = {}): Promise<string[]> => {
    const said: string[] = [];
    const code = await examine({ ...test().app.ctx.config, ...more }, test().clock, (line) =>
      said.push(line),
    );
    expect(code).toBe(said.some((line) => line.startsWith('NOT ')) ? 1 : 0);
    return said;
  };
  // Whether the pages are built does not matter to these tests.
  const ills = (lines: string[]) => lines.filter((line) => /^NOT (?!.*pages are)/.test(line));

  it('says which program it is, how much room there is, and that all is well', async () => {
    const lines = await ask();
    expect(lines[0]).toBe(`ok   Loge ${version}, Node ${process.version}`);
    expect(lines.join('\n')).toMatch(/^ok {3}data directory .* can be written, \d+ MB free$/m);
    expect(ills(lines)).toEqual([]);
  });

  it('says which credentials end, and ended', async () => {
    const { ctx } = test().app;
    for (const [name, lasts] of [
      ['gone', 1],
      ['gateway', 20],
      ['billing', 200],
    ] as const)
      await createService(ctx, commandActor('test'), {
        name,
        scopes: ['ssh:lookup'],
        audiences: [],
        expiresAt: instantOf(ctx.now() + days(lasts)),
      });
    test().clock.advance(days(2));
    const said = ills(await ask());
    expect(said).toHaveLength(2);
    expect(said.join('\n')).toMatch(
      /the credential of gone ended at [\s\S]*|the credential of gateway ends at /,
    );
    await test().app.database.transaction((writer) => writer.deleteFrom('service_credentials').execute());
  });

  it('says that mails do not go out, and since when', async () => {
    test().smtp.refusing = true;
    await test().person({ confirmed: false });
    await test().drain();
    expect(ills(await ask())).toEqual([]);
    test().clock.advance(minutes(20));
    expect(ills(await ask())).toEqual([
      expect.stringMatching(/^NOT {2}1 mails do not go out, the oldest since 2026-\S+: Error E\w+ 421$/),
    ]);
    test().smtp.refusing = false;
    await test().drain();
    expect(ills(await ask())).toEqual([]);
  });

  it('says that the schema is older, and leaves it so', async () => {
    const { database } = test().app;
    const last = knownMigrations.at(-1) ?? '';
    await sql`delete from kysely_migration where name = ${last}`.execute(database.migrations);
    expect(ills(await ask())).toEqual([expect.stringContaining(`is older than this program (${last}`)]);
    const rows = await sql<{ name: string }>`select name from kysely_migration`.execute(database.migrations);
    expect(rows.rows.map(({ name }) => name)).not.toContain(last);
    await sql`insert into kysely_migration (name, timestamp) values (${last}, '2026')`.execute(
      database.migrations,
    );
  });

  it('says all that it finds, whatever the first of it is', async () => {
    const nowhere = { dataDirectory: `${test().app.ctx.config.dataDirectory}/mistyped`, DATABASE_URL: '' };
    const said = ills(await ask({ ...nowhere, LOGE_SMTP_URL: 'smtp://localhost:1' })).join('\n');
    expect(said).toMatch(/is not there\n.*there is no database in .*\n.*the mail server does not answer/);
  });
});
