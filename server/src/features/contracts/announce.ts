import { jobActor } from '../../kernel/actor.ts';
import { days, type Instant, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import { healthOwners } from '../applications/feature.ts';
import { overdueMail, publishedMail, reminderMail } from './mails.ts';
import { beginNotice, moveNotice, noticedUntil } from './notice-queries.ts';
import { type Version, versionById, waitingMembers } from './queries.ts';
import { purposesOf } from './standing.ts';

/** When members are mailed about a version: when it is published, before its deadline, and once it has passed. */
const stages = ['published', '14 days', '3 days', 'overdue'] as const;
type Stage = (typeof stages)[number];

const daysLeft: Record<Stage, number> = {
  published: Number.POSITIVE_INFINITY,
  '14 days': 14,
  '3 days': 3,
  overdue: 0,
};

/** From when a stage is told; null when it is none of this version. */
function dueAt(version: Pick<Version, 'published_at' | 'enroll_at'>, stage: Stage): number | null {
  if (stage === 'published') return Date.parse(version.published_at);
  return version.enroll_at === null ? null : Date.parse(version.enroll_at) - days(daysLeft[stage]);
}

/** Orders the mails of all stages of a version that was just published. */
export async function announce(tx: Tx, version: Version): Promise<void> {
  if (purposesOf(version).length === 0) return;
  const now = Date.parse(tx.now);
  for (const stage of stages) {
    const due = dueAt(version, stage);
    // What is published with ten days to go is not announced twice on one day.
    if (due === null || due < now) continue;
    await beginNotice(tx, version.id, stage);
    await tx.enqueue(notifyJob.order({ versionId: version.id, stage }, null, due - now));
  }
}

const kind = 'contracts.notify';
/** Mails are ordered so many at a time, so that no write holds up the others for long. */
const atOnce = 100;
/** After so many the job goes to the end of the queue. */
const writesInOneJob = 10;

interface Notice {
  readonly versionId: string;
  readonly stage: Stage;
}

/**
 * Mails every member who has not accepted the version. How far it got is written with the mails, so that nobody is told twice,
 * however often it is begun; after a stop it goes on from there, and leaves out what a later stage says by then.
 */
export const notifyJob = defineJob<Notice>(kind, async (ctx, { payload: { versionId, stage } }) => {
  const version = await versionById(ctx.reader, versionId);
  if (!version || version.superseded_at !== null || isPast(version, stage, instantOf(ctx.now()))) return;
  for (let written = 0; written < writesInOneJob; written++)
    if (!(await tellSome(ctx, version, stage))) return;
  await ctx.write(jobActor(kind), (tx) => tx.enqueue(notifyJob.order({ versionId, stage }, null)));
});

/** A reminder is of no use once the next stage has come. */
function isPast(version: Version, stage: Stage, now: Instant): boolean {
  const next = stages[stages.indexOf(stage) + 1];
  const nextAt = stage === 'published' || !next ? null : dueAt(version, next);
  return nextAt !== null && instantOf(nextAt) <= now;
}

/** False when everybody has been told. */
async function tellSome(ctx: Context, version: Version, stage: Stage): Promise<boolean> {
  const platform = purposesOf(version).includes('platform');
  const owners = platform ? [] : await healthOwners(ctx.reader);
  return ctx.write(jobActor(kind), async (tx) => {
    const after = await noticedUntil(tx, version.id, stage);
    if (after === undefined) return false;
    const members = await waitingMembers(tx, version, {
      after,
      limit: atOnce,
      owners: platform ? null : owners,
    });
    const last = members.at(-1);
    // Another node that does the same job has told them.
    if (!last || !(await moveNotice(tx, version.id, stage, { from: after, to: last.id }))) return false;
    const asked = { title: JSON.parse(version.name), version: version.version, by: version.enroll_at };
    for (const member of members) {
      const to = recipientOf(member);
      if (stage === 'published') await tx.enqueue(publishedMail.to(to, asked));
      else if (stage === 'overdue')
        await tx.enqueue(overdueMail.to(to, { ...asked, blocks: ctx.config.LOGE_CONTRACTS_BLOCK === 'on' }));
      else await tx.enqueue(reminderMail.to(to, { ...asked, days: daysLeft[stage] }));
    }
    return members.length === atOnce;
  });
}
