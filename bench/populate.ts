import { sql } from 'kysely';
import { openDatabase } from '../server/src/db/open.ts';
import type { Config } from '../server/src/platform/config/config.ts';
import { locationOf } from '../server/src/platform/storage/location.ts';

/** Rows that the database makes by itself, `i` from 1 to `count`, in SQL that both databases understand. */
const numbers = (count: number) =>
  sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(count)})`;

const at = '2026-01-01T00:00:00.000Z';

/**
 * Fills a migrated database with accounts, each with a token, an SSH key and two events. They belong to nobody and open
 * nothing. Their effect on speed is what is measured.
 */
export async function populate(config: Config, accounts: number): Promise<void> {
  const database = openDatabase(locationOf(config));
  const id = sql`'us-filler-' || i`;
  try {
    await database.transaction(async (writer) => {
      const fill = (table: string, values: Record<string, unknown>) =>
        sql`insert into ${sql.table(table)} (${sql.join(Object.keys(values).map((name) => sql.ref(name)))})
            ${numbers(accounts)} select ${sql.join(Object.values(values))} from n`.execute(writer);
      const text = (value: string) => sql.lit(value);
      await fill('accounts', {
        id,
        username: sql`'filler' || i`,
        username_key: sql`'filler' || i`,
        email: sql`'filler' || i || '@example.test'`,
        email_key: sql`'filler' || i || '@example.test'`,
        email_confirmed_at: text(at),
        created_at: text(at),
        updated_at: text(at),
        locale: text('en'),
        theme: text('system'),
        app_sort_key: text('name'),
      });
      await fill('claims', { kind: text('username'), key: sql`'filler' || i`, account_id: id });
      await fill('claims', {
        kind: text('email'),
        key: sql`'filler' || i || '@example.test'`,
        account_id: id,
      });
      await fill('api_tokens', {
        id: sql`'filler-' || i`,
        account_id: id,
        name: text('laptop'),
        secret_hash: sql`'filler-hash-of-a-secret-of-the-usual-length-' || i`,
        generation: sql.lit(1),
        created_at: text(at),
        issued_at: text(at),
      });
      await fill('ssh_keys', {
        id: sql`'filler-' || i`,
        account_id: id,
        name: text('laptop'),
        content: sql`'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI' || i`,
        type: text('ssh-ed25519'),
        bits: sql.lit(256),
        fingerprint_md5: text('00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff'),
        fingerprint: sql`'filler-fingerprint-of-43-characters-length-' || i`,
        created_at: text(at),
      });
      await fill('journal_heads', {
        account_id: id,
        seq: sql.lit(2),
        hash: text('start'),
        signature: text(''),
      });
      for (const seq of [1, 2]) {
        const event = sql`'filler-' || ${sql.lit(seq)} || '-' || i`;
        await fill('journal', {
          id: event,
          account_id: id,
          seq: sql.lit(seq),
          at: text(at),
          type: text('login_success'),
          actor: text('anonymous'),
          commitment: text('x'.repeat(43)),
          hash: text('x'.repeat(43)),
        });
        await fill('journal_payloads', {
          journal_id: event,
          account_id: id,
          salt: text('x'.repeat(22)),
          data: text('{"data":{"remote_ip":"203.0.113.7"},"remote_ip":"203.0.113.7","user_agent":"filler"}'),
        });
      }
    });
    // A database in use has such statistics. Without them the planner guesses.
    await sql`analyze`.execute(database.migrations);
  } finally {
    await database.close();
  }
}
