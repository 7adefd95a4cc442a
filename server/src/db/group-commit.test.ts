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

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'loge-group-'));
  database = new DatabaseSync(join(directory, 'x.db'));
  database.exec('pragma journal_mode = wal; create table t (v integer primary key)');
  statements = [];
  failAt = null;
  group = new GroupCommit({
    exec(statement) {
      statements.push(statement);
      if (statement === failAt) throw new Error(`${statement} failed`);
      database.exec(statement);
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
  // The first finds nobody waiting; the others wait for it, 64 at a time.
  expect(commits()).toBeLessThanOrEqual(6);
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
  // And goes on afterwards.
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
