import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Platform } from './platform.ts';

/*
 * A real server keeps real time, and no test waits for a day. What is put back here is only when something
 * happened, in the server's own database; that it is too old by now, the server finds out by itself.
 */

function change(platform: Platform, sql: string, ...values: string[]): void {
  const database = new DatabaseSync(join(platform.data, 'loge.db'), { timeout: 10_000 });
  try {
    const { changes } = database.prepare(sql).run(...values);
    if (changes === 0) throw new Error('there is nothing that could be put back');
  } finally {
    database.close();
  }
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const account = '(select id from accounts where username = ?)';

/** Every link that somebody was mailed and has not used ended a minute ago. */
export function expireLinks(platform: Platform, username: string): void {
  const sql = `update one_time_links set expires_at = ? where used_at is null and account_id = ${account}`;
  change(platform, sql, minutesAgo(1), username);
}

/** Whoever is signed in to the account proved eleven minutes ago that it is them. */
export function letProofGrowOld(platform: Platform, username: string): void {
  const sql = `update sessions set proved_at = ? where ended_at is null and account_id = ${account}`;
  change(platform, sql, minutesAgo(11), username);
}

/** The account's contacts for health data were last reviewed thirteen months ago. */
export function letReviewsBeDue(platform: Platform, username: string): void {
  const sql = `update health_contacts set reviewed_at = ? where account_id = ${account}`;
  change(platform, sql, minutesAgo(13 * 31 * 24 * 60), username);
}

/** The account's passkeys were added an hour ago. */
export function letPasskeysBeOld(platform: Platform, username: string): void {
  const sql = `update passkeys set created_at = ? where account_id = ${account}`;
  change(platform, sql, minutesAgo(60), username);
}
