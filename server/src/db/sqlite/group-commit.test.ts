import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

let directory: string;
let database: DatabaseSync;
let statements: string[];
let failAt: string | null;
let group: GroupCommit;
let syncs: number;
let failSync: boolean;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'loge-group-'));
  database = new DatabaseSync(join(directory, 'x.db'));
  database.exec('pragma journal_mode = wal; create table t (v integer primary key)');
  statements = [];
  failAt = null;
  syncs = 0;
  failSync = false;
  group = new GroupCommit({
    exec(statement) {
      statements.push(statement);
      if (statement === failAt) throw new Error(`${statement} failed`);
      database.exec(statement);
    },
    async sync() {
      await nextTurn();
      syncs++;
      if (failSync) throw new Error('the disk is gone');
    },
  });
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

const put = (v: number) => group.run(async () => void database.prepare('insert into t values (?)').run(v));
const values = () =>
  database
    .prepare('select v from t order by v')
    .all()
    .map((row) => row.v);
const commits = () => statements.filter((statement) => statement === 'commit').length;

it('lets two hundred writes that come together share a few commits', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, i) => put(i)));
  expect(values()).toHaveLength(200);
  // All came in one turn of the event loop, and 64 share a commit.
  expect(commits()).toBe(4);
});

it('keeps the neighbours of a write that fails, and nothing of the one that failed', async () => {
  const failing = group.run(async () => {
    database.prepare('insert into t values (1000)').run();
    await nextTurn();
    throw new Error('no');
  });
  const results = await Promise.allSettled([put(1), failing, put(2), put(2), put(3)]);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(values()).toEqual([1, 2, 3]);
});

it('acknowledges nothing before its commit, and rejects all of a group whose commit fails', async () => {
  let acknowledged = 0;
  failAt = 'commit';
  const writes = [1, 2, 3].map((v) => put(v).then(() => acknowledged++));
  const results = await Promise.allSettled(writes);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect([acknowledged, values()]).toEqual([0, []]);
  // The next write goes through.
  failAt = null;
  await put(4);
  expect(values()).toEqual([4]);
});

it('rejects everybody when it cannot begin, and goes on afterwards', async () => {
  failAt = 'begin immediate';
  expect((await Promise.allSettled([put(1), put(2)])).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  failAt = null;
  await put(3);
  expect(values()).toEqual([3]);
});

it('runs one write at a time, in the order they came', async () => {
  const order: string[] = [];
  const slow = (name: string) =>
    group.run(async () => {
      order.push(`${name} begins`);
      await nextTurn();
      order.push(`${name} ends`);
    });
  await Promise.all([slow('a'), slow('b'), slow('c')]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

it('is idle once a write that came at the last moment is done', async () => {
  const late: Promise<void>[] = [];
  await group.run(async () => {
    late.push(put(7));
  });
  await group.idle();
  expect(values()).toEqual([7]);
  await Promise.all(late);
});

it('acknowledges nothing before it is on the disk, and runs the next writes meanwhile', async () => {
  const seen: string[] = [];
  let finish = () => {};
  const held = new GroupCommit({
    exec: (statement) => database.exec(statement),
    sync: () =>
      new Promise((resolve) => {
        seen.push('sync');
        finish = resolve;
      }),
  });
  const write = (v: number) =>
    held
      .run(async () => void database.prepare('insert into t values (?)').run(v))
      .then(() => seen.push(`acknowledged ${v}`));
  const first = write(1);
  await nextTurn();
  const second = write(2);
  await nextTurn();
  await nextTurn();
  // Both are committed. The disk was asked to sync the first one only.
  expect(values()).toEqual([1, 2]);
  expect(seen).toEqual(['sync']);
  finish();
  await first;
  expect(seen.sort()).toEqual(['acknowledged 1', 'sync', 'sync']);
  finish();
  await second;
  expect(seen.at(-1)).toBe('acknowledged 2');
});

it('lets writes that were committed during a sync share the next one', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, i) => put(i)));
  expect(syncs).toBeLessThanOrEqual(6);
});

it('promises nothing any more once a sync failed', async () => {
  failSync = true;
  await expect(put(1)).rejects.toThrow('the disk is gone');
  failSync = false;
  await expect(put(2)).rejects.toThrow('the disk is gone');
  await group.idle();
});
