import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds, isTo, openTestApp, type TestApp } from '../../../test/harness.ts';
import { makeToken } from '../../../test/tokens.ts';
import { commandActor } from '../../kernel/actor.ts';
import { minutes, seconds } from '../../kernel/clock.ts';
import { gatherMs } from './insert-job.ts';
import { defineJob } from './job.ts';
import { JobRunner } from './runner.ts';

describe.each(databaseKinds)('jobs of several accounts (%s)', (kind: DatabaseKind) => {
  let test: TestApp;

  beforeEach(async () => {
    test = await openTestApp(kind);
  });
  afterEach(() => test.close());

  const inbox = (email: string, subject: RegExp) =>
    test.smtp.mails.filter((mail) => isTo(mail, email) && subject.test(mail.subject));

  it('take turns: hundreds of one do not stand before another’s', async () => {
    const order: string[] = [];
    const note = defineJob<null>('note', async (_ctx, job) => {
      order.push(job.accountId ?? 'nobody');
    });
    const [busy, other, third] = [await test.person(), await test.person(), await test.person()];
    await test.drain();
    await test.app.ctx.write(commandActor('test'), async (tx) => {
      for (let n = 0; n < 200; n++) await tx.enqueue(note.order(null, busy.id));
    });
    test.clock.advance(seconds(1));
    await test.app.ctx.write(commandActor('test'), async (tx) => {
      for (const owner of [other.id, third.id, null]) await tx.enqueue(note.order(null, owner));
    });
    await new JobRunner(test.app.database, test.app.ctx, new Map([[note.kind, note]])).drain();
    expect(order).toHaveLength(203);
    expect(order.slice(0, 8).sort()).toEqual(
      [...Array<string>(5).fill(busy.id), other.id, third.id, 'nobody'].sort(),
    );
  });

  it('the mails about many tokens are few, the first at once, and none is left out', async () => {
    const busy = await test.person();
    const { jwt } = await test.bearer(busy);
    await test.drain();
    expect(inbox(busy.email, /API token/).map(({ subject }) => subject)).toEqual(['An API token was made']);
    const names = Array.from({ length: 30 }, (_, n) => `robot ${n}.`);
    test.clock.advance(minutes(1));
    for (const name of names) await makeToken(test, jwt, { name });
    test.clock.advance(minutes(2));
    await makeToken(test, jwt, { name: 'robot 30.' });
    await test.drain();
    expect(inbox(busy.email, /API token/)).toHaveLength(1);
    test.clock.advance(gatherMs - minutes(3));
    await test.drain();
    const [, gathered, ...more] = inbox(busy.email, /API token/);
    expect(more).toEqual([]);
    expect(gathered?.subject).toBe('31 API tokens were made between 12:01 and 12:03');
    for (const name of [...names, 'robot 30.']) expect(gathered?.text).toContain(`“${name}”`);
    expect(gathered?.text).toContain('If it was not you');
    const owed = test.app.ctx.reader.selectFrom('jobs').select('id').where('kind', '=', 'mail');
    expect(await owed.where('done_at', 'is', null).execute()).toEqual([]);
    // Once some time has passed, a single event is mailed at once again.
    test.clock.advance(gatherMs);
    await makeToken(test, jwt, { name: 'alone' });
    await test.drain();
    expect(inbox(busy.email, /^An API token was made$/)).toHaveLength(2);
  });

  it('gathered mails say so in French, and are each still owed when the server dies while it sends them', async () => {
    const zoe = await test.person({ locale: 'fr' });
    const { jwt } = await test.bearer(zoe);
    for (const name of ['un', 'deux']) await makeToken(test, jwt, { name });
    await test.drain();
    test.clock.advance(gatherMs);
    const dies = test.app.ctx.mailer;
    const send = dies.send.bind(dies);
    let first = true;
    dies.send = async (jobs) => {
      await send(jobs);
      // The mail is sent, but the server dies before it can note that: the promise never resolves.
      if (first && jobs.length > 1) {
        first = false;
        await new Promise(() => {});
      }
    };
    void test.app.jobs.drain();
    const subject = /^2 jetons d’API ont été créés à 12:00$/;
    await expect.poll(() => inbox(zoe.email, subject).length, { timeout: 20_000 }).toBe(1);
    test.clock.advance(seconds(30));
    await test.drain();
    const twice = inbox(zoe.email, subject);
    expect(twice).toHaveLength(2);
    // Mail programs take both for the same message.
    expect(new Set(twice.map(({ messageId }) => messageId)).size).toBe(1);
    expect(twice[1]?.text).toContain('«\u202fun\u202f»');
    expect(twice[1]?.text).toContain('«\u202fdeux\u202f»');
  });
});
