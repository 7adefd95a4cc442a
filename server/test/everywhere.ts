import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestApp, TestResponse } from './harness.ts';

/** Whatever Loge said and kept, by place: answers, log lines, mails, the rows of all tables, and the bytes of all its files. */
export async function everywhere(
  test: TestApp,
  answered: readonly TestResponse[],
  logged: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  await test.drain();
  const tables: Record<string, unknown> = {};
  for (const { name } of await test.app.database.migrations.introspection.getTables()) {
    tables[name] = await test.app.database.migrations
      .withTables<Record<string, Record<string, unknown>>>()
      .selectFrom(name)
      .selectAll()
      .execute();
  }
  const folder = test.app.ctx.config.dataDirectory;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return {
    answers: JSON.stringify(answered),
    logs: logged.join(''),
    mails: test.smtp.mails.map(({ raw }) => raw).join(''),
    tables: JSON.stringify(tables),
    ...Object.fromEntries(files.map((path) => [path, readFileSync(path, 'latin1')])),
  };
}
