import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../server/src/app.ts';
import { migrate } from '../server/src/db/migrate.ts';
import { createService } from '../server/src/features/services/feature.ts';
import { commandActor } from '../server/src/kernel/actor.ts';
import { systemClock } from '../server/src/kernel/clock.ts';
import { readConfig } from '../server/src/platform/config/config.ts';
import { makeLogger } from '../server/src/platform/log/logger.ts';

/**
 * The register of many health applications over HTTP, beside a plain select of the same rows in the same run: until the first byte, until
 * the last, and how much memory it takes meanwhile. `node bench/hds-register.ts [applications]`, with DATABASE_URL on PostgreSQL.
 */
const count = Number(process.argv[2] ?? 100_000);
const data = mkdtempSync(join(tmpdir(), 'loge-bench-'));
const config = readConfig(
  { data },
  { LOGE_LOG_LEVEL: 'silent', LOGE_THROTTLING: 'off', DATABASE_URL: process.env.DATABASE_URL ?? '' },
);
const app = await openApp(config, { log: makeLogger('silent') });
await migrate(app.database);
const say = (line: string) => process.stdout.write(`${line}\n`);

const at = '2026-01-01T00:00:00.000Z';
const id = (n: number) => String(n).padStart(7, '0');
const batch = 200;
for (let from = 0; from < count; from += batch) {
  const numbers = Array.from({ length: Math.min(batch, count - from) }, (_, i) => from + i);
  await app.database.transaction(async (writer) => {
    const open = (n: number, owner: number) => ({
      account_id: `us-${owner}`,
      valid_from: at,
      valid_to: null,
      id: id(n),
    });
    await writer
      .insertInto('health_applications')
      .values(
        numbers.map((n) => ({ ...open(n, n >> 2), application_id: `ap-${id(n)}`, name: `Application ${n}` })),
      )
      .execute();
    const owners = numbers.filter((n) => n % 4 === 0);
    await writer
      .insertInto('health_owners')
      .values(
        owners.map((n) => ({
          ...open(n, n >> 2),
          username: `owner${n}`,
          email: `owner${n}@example.test`,
          fullname: null,
          company: 'Clinique',
          erased_at: null,
        })),
      )
      .execute();
    await writer
      .insertInto('health_contacts')
      .values(
        owners.map((n) => ({
          ...open(n, n >> 2),
          contact_id: `c-${n >> 2}`,
          org_type: 'company',
          name: `Dr ${n}`,
          email: `dr${n}@example.test`,
          phone_number: '+33140000000',
          company: 'Clinique du Parc',
          address_line1: '1 rue du Parc',
          address_line2: null,
          address_city: 'Lyon',
          address_zip: '69006',
          address_country: 'FR',
          notes: '',
          languages: '["fr"]',
          hours: '',
          created_at: at,
          updated_at: at,
          reviewed_at: at,
          review_months: 12,
          opened_at: null,
          opened_because: null,
          erased_at: null,
        })),
      )
      .execute();
    await writer
      .insertInto('health_contact_applications')
      .values(
        numbers.flatMap((n) =>
          ['designates_professional', 'incident_referent'].map((role) => ({
            ...open(n, n >> 2),
            id: `${id(n)}-${role}`,
            contact_id: `c-${n >> 2}`,
            application_id: `ap-${id(n)}`,
            role,
          })),
        ),
      )
      .execute();
  });
}
const { secret } = await createService(app.ctx, commandActor('bench'), {
  name: 'bench',
  scopes: ['hds:read'],
  audiences: [],
  expiresAt: null,
});
const http = await app.http();
await http.listen({ host: '127.0.0.1', port: 0 });
const origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);

async function select() {
  const begun = systemClock.now();
  const rows = await app.ctx.reader
    .selectFrom('health_applications as app')
    .innerJoin('health_owners as owner', 'owner.account_id', 'app.account_id')
    .innerJoin('health_contact_applications as link', 'link.application_id', 'app.application_id')
    .innerJoin('health_contacts as contact', 'contact.contact_id', 'link.contact_id')
    .selectAll('contact')
    .select(['app.application_id', 'app.name as app_name', 'owner.username', 'link.role'])
    .where('app.valid_to', 'is', null)
    .execute();
  say(`plain select of ${rows.length} rows: ${systemClock.now() - begun} ms`);
}

for (const format of ['csv', 'json', 'csv', 'json']) {
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const begun = systemClock.now();
  const answer = await fetch(`${origin}/v1/admin/hds/register?format=${format}&locale=fr`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  let [first, bytes] = [0, 0];
  for await (const piece of answer.body ?? []) {
    first ||= systemClock.now() - begun;
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  say(
    `${format}, ${count} applications: ${answer.status}, first byte ${first} ms, whole ${systemClock.now() - begun} ms, ` +
      `${mebibytes(bytes)} MiB, memory +${mebibytes(most - before)} MiB (of ${mebibytes(before)})`,
  );
}
await select();
await app.close();
rmSync(data, { recursive: true });
