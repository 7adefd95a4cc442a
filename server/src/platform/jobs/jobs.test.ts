import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DatabaseKind, databaseKinds, isTo, openTestApp, type TestApp } from '../../../test/harness.ts';
import { commandActor } from '../../kernel/actor.ts';
import { hours, minutes, seconds } from '../../kernel/clock.ts';
import { countJobs } from './count-jobs.ts';
import { defineJob, defineOutsideJob, type JobKind, type RunningJob } from './job.ts';
import { JobRunner } from './runner.ts';
import { JobRunners } from './runners.ts';

const actor = commandActor('test');

describe.each(databaseKinds)('jobs (%s)', (kind: DatabaseKind) => {
  let test: TestApp;
  let ran: RunningJob[];
  let behave: (job: RunningJob) => Promise<void>;
  const note = defineJob<{ text: string }>('note', async (_ctx, job) => {
    ran.push(job);
    await behave(job);
  });
  beforeEach(async () => {
    test = await openTestApp(kind);
    ran = [];
    behave = async () => {};
  });
  afterEach(() => test.close());

  const runner = (...kinds: JobKind[]) =>
    new JobRunner(
      test.app.database,
      test.app.ctx,
      new Map((kinds.length ? kinds : [note]).map((k) => [k.kind, k])),
    );
  const enqueue = (text = 'x', delay = 0) =>
    test.app.ctx.write(actor, (tx) => tx.enqueue(note.order({ text }, null, delay)));
  const rows = () => test.app.ctx.reader.selectFrom('jobs').selectAll().orderBy('id').execute();

  it('that wait for servers of others keep no other job waiting', async () => {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = defineOutsideJob<null>('slow', () => asked);
    const runners = new JobRunners(test.app.database, test.app.ctx, [note, slow]);
    for (let i = 0; i < 20; i++) await test.app.ctx.write(actor, (tx) => tx.enqueue(slow.order(null, null)));
    await enqueue('after all of them');
    runners.start();
    await expect.poll(() => ran.length, { timeout: 20_000 }).toBe(1);
    answer();
    // A runner that is stopped finishes what it has begun.
    await runners.stop();
    expect(
      (await rows()).filter(({ kind, done_at }) => kind === 'slow' && done_at !== null).length,
    ).toBeGreaterThan(0);
  });

  it('are done once, with what they were given, and keep nothing of it afterwards', async () => {
    await enqueue('a secret link');
    const [waiting] = await rows();
    expect(waiting?.payload).not.toContain('secret');
    const one = runner();
    expect([await one.drain(), await one.drain()]).toEqual([1, 0]);
    expect(ran).toMatchObject([{ payload: { text: 'a secret link' }, attempt: 1 }]);
    const [done] = await rows();
    expect(done).toMatchObject({
      payload: null,
      attempts: 1,
      locked_by: null,
      locked_until: null,
      last_error: null,
    });
    expect(done?.done_at).not.toBeNull();
  });

  it('wait for their time', async () => {
    await enqueue('later', minutes(10));
    test.clock.advance(minutes(10) - 1);
    expect(await runner().drain()).toBe(0);
    test.clock.advance(1);
    expect(await runner().drain()).toBe(1);
  });

  it('that fail are tried again, later and later, then given up on', async () => {
    behave = async () => {
      throw Object.assign(new TypeError('to lea@example.test: no'), { code: 'EENVELOPE' });
    };
    await enqueue();
    const one = runner();
    for (const wait of [0, 5, 30, 120, 600, 1800, 3600, ...Array<number>(9).fill(14_400)]) {
      if (wait > 0) {
        test.clock.advance(seconds(wait) - 1);
        expect(await one.drain()).toBe(0);
        test.clock.advance(1);
      }
      expect(await one.drain()).toBe(1);
    }
    test.clock.advance(hours(100));
    expect(await one.drain()).toBe(0);
    expect(await countJobs(test.app.ctx.reader)).toMatchObject({ waiting: 0, dead: 1 });
    const [dead] = await rows();
    // The error says enough for an operator, and nothing personal.
    expect(dead).toMatchObject({ attempts: 16, last_error: 'TypeError EENVELOPE' });
    expect(dead?.dead_at).not.toBeNull();
    expect(dead?.payload).not.toBeNull();
  });

  it('that fail do not hold up the others', async () => {
    behave = async ({ payload }) => {
      if ((payload as { text: string }).text === 'bad') throw new Error('no');
    };
    for (const text of ['bad', 'good', 'bad', 'good']) await enqueue(text);
    await runner().drain();
    expect((await rows()).filter((row) => row.done_at !== null)).toHaveLength(2);
  });

  it('are never done by two runners at once', async () => {
    const texts = Array.from({ length: 60 }, (_, i) => `job ${i}`);
    const under = new Set<string>();
    let together = 0;
    behave = async ({ id }) => {
      if (under.has(id)) together++;
      under.add(id);
      for (let i = 0; i < 5; i++) await nextTurn();
      under.delete(id);
    };
    await Promise.all(texts.map((text) => enqueue(text)));
    const tried = await Promise.all(Array.from({ length: 4 }, () => runner().drain()));
    expect(tried.reduce((sum, n) => sum + n, 0)).toBe(60);
    expect(ran.map(({ payload }) => (payload as { text: string }).text).sort()).toEqual(texts.sort());
    expect(together).toBe(0);
  });

  it('of a runner that died are done by another once their lock has run out, and its late word counts for nothing', async () => {
    const [started, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    behave = async ({ attempt }) => {
      if (attempt > 1) return;
      started.resolve();
      await goOn.promise;
      throw new Error('too late');
    };
    await enqueue();
    const dying = runner().drain();
    await started.promise;
    const other = runner();
    test.clock.advance(seconds(25));
    expect(await other.drain()).toBe(0);
    test.clock.advance(1);
    expect(await other.drain()).toBe(1);
    goOn.resolve();
    await dying;
    const [row] = await rows();
    expect(row).toMatchObject({ attempts: 2, last_error: null, dead_at: null });
    expect(row?.done_at).not.toBeNull();
    expect(ran.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('of a kind that this program does not know wait for one that does', async () => {
    await enqueue();
    await runner(defineJob('other', async () => {})).drain();
    expect((await rows())[0]).toMatchObject({ done_at: null, last_error: 'Error' });
    test.clock.advance(seconds(5));
    await runner().drain();
    expect(ran).toHaveLength(1);
  });

  // ASVS 11.3.3
  it('whose payload was moved from another job are not done', async () => {
    await enqueue('one');
    await enqueue('two');
    const [one, two] = await rows();
    await test.app.database.transaction((writer) =>
      writer
        .updateTable('jobs')
        .set({ payload: one?.payload ?? '' })
        .where('id', '=', two?.id ?? '')
        .execute(),
    );
    await runner().drain();
    expect(ran.map(({ id }) => id)).toEqual([one?.id]);
  });

  it('roll back with the write that ordered them', async () => {
    await test.app.ctx
      .write(actor, async (tx) => {
        await tx.enqueue(note.order({ text: 'never' }, null));
        throw new Error('no');
      })
      .catch(() => {});
    expect(await rows()).toEqual([]);
  });

  it('start at once when something is ordered, and stop when what runs is done', async () => {
    const one = runner();
    let finished = 0;
    behave = async () => {
      for (let i = 0; i < 20; i++) await nextTurn();
      finished++;
    };
    one.start();
    await enqueue();
    one.wake();
    await vi.waitFor(() => expect(ran).toHaveLength(1), { timeout: 30_000, interval: 5 });
    await one.stop();
    expect(finished).toBe(1);
    await enqueue();
    expect((await rows()).filter((row) => row.done_at === null)).toHaveLength(1);
  });

  describe('mails', () => {
    const signUp = (email: string) =>
      test.call('POST', '/v1/users', { body: { user: { email, password: 'correct horse battery staple' } } });
    const arrived = (email: string) => test.smtp.mails.filter((mail) => isTo(mail, email));

    // ASVS 16.5.2
    it('go out once the mail server is back, once', async () => {
      await test.smtp.stop();
      expect((await signUp('patient@example.test')).status).toBe(201);
      await test.drain();
      expect((await rows()).find((row) => row.kind === 'mail')).toMatchObject({ done_at: null, attempts: 1 });
      await test.smtp.start();
      await test.drain();
      expect(arrived('patient@example.test')).toEqual([]);
      test.clock.advance(seconds(5));
      await test.drain();
      await test.drain();
      expect(arrived('patient@example.test')).toHaveLength(1);
    });

    it('that are refused for now (421) are sent later, as the same message', async () => {
      test.smtp.refusing = true;
      expect((await signUp('refused@example.test')).status).toBe(201);
      for (const wait of [0, seconds(5), seconds(30)]) {
        test.clock.advance(wait);
        await test.drain();
      }
      expect(arrived('refused@example.test')).toEqual([]);
      test.smtp.refusing = false;
      test.clock.advance(minutes(2));
      await test.drain();
      const [mail, ...more] = arrived('refused@example.test');
      expect(more).toEqual([]);
      const job = (await rows()).find((row) => row.kind === 'mail');
      expect(mail?.messageId).toBe(`<${job?.id}@localhost>`);
      expect(job?.attempts).toBe(4);
      expect(new Date(mail?.headers.date ?? '').getTime()).toBe(Date.parse(job?.created_at ?? ''));
    });
  });
});
