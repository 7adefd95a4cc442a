import { Readable } from 'node:stream';
import { hds } from '@loge/protocol';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import { bind } from '../../platform/http/bind.ts';
import { FileAnswer } from '../../platform/http/file-answer.ts';
import type { Principal } from '../../platform/principal.ts';
import { askContact } from './ask-contact.ts';
import { createContact, editContact, findContact } from './change-contact.ts';
import { confirmContact, openConfirmation } from './confirm-contact.ts';
import { openingNamed, toOwnDetails, toWireContact } from './contact.ts';
import { designates } from './gaps.ts';
import { listContacts, shownContact } from './list-contacts.ts';
import { makeRegister, readForm, registerName } from './make-register.ts';
import { openReviewsOf } from './open-review.ts';
import { putContact } from './put-contact.ts';
import { linksOfApplication, reviewsOf } from './queries.ts';
import { removeContact } from './remove-contact.ts';
import { reviewContact } from './review-contact.ts';
import { digestOf } from './sign-digest.ts';

/** A credential that is limited to applications changes no contact, which may serve others too. */
function demandAll({ applications }: Principal): void {
  if (applications !== null) throw new AppError('scope_missing');
}

/** To a credential that is limited to applications, the others are not there. */
function demandWithin({ applications }: Principal, appId: string): void {
  if (applications !== null && !applications.includes(appId)) throw notFound('application');
}

const reviewsAtMost = 200;

const reviewerNamed = (name: string): hds.Review['by'] =>
  name === 'contact' || name === 'platform' ? name : 'member';

export const hdsRoutes = [
  bind(hds.putContact, async (ctx, { actor, principal, params, body }) => {
    demandWithin(principal, params.id);
    const contact = await putContact(ctx, actor, principal.account, params.id, body);
    return { hds_contact: toWireContact(contact, instantOf(ctx.now())) };
  }),
  bind(hds.showContact, async (ctx, { principal, params }) => {
    demandWithin(principal, params.id);
    const link = (await linksOfApplication(ctx.reader, params.id)).find(designates);
    if (!link) throw notFound('hds_contact');
    const contact = await findContact(ctx.reader, principal.account.id, link.contact_id);
    const shown = await shownContact(ctx, principal.account, contact);
    const { applications: limit } = principal;
    const served = shown.hds_contact.applications.filter(({ id }) => limit === null || limit.includes(id));
    return { hds_contact: { ...shown.hds_contact, applications: served } };
  }),
  bind(hds.listContacts, async (ctx, { principal }) => ({
    ...(await listContacts(ctx, principal)),
    review_months: ctx.config.LOGE_HDS_REVIEW_MONTHS,
  })),
  bind(hds.createContact, async (ctx, { actor, principal, body }) => {
    demandAll(principal);
    return shownContact(ctx, principal.account, await createContact(ctx, actor, principal.account, body));
  }),
  bind(hds.editContact, async (ctx, { actor, principal, params, body }) => {
    demandAll(principal);
    const contact = await editContact(ctx, actor, principal.account, params.id, body);
    return shownContact(ctx, principal.account, contact);
  }),
  bind(hds.removeContact, async (ctx, { actor, principal, params }) => {
    demandAll(principal);
    await removeContact(ctx, actor, principal.account, params.id);
    return undefined;
  }),
  bind(hds.reviewContact, async (ctx, { actor, principal, params, body }) => {
    demandAll(principal);
    const shown = body.details_hash ?? null;
    return shownContact(
      ctx,
      principal.account,
      await reviewContact(ctx, actor, principal.account, params.id, shown),
    );
  }),
  bind(hds.listReviews, async (ctx, { principal, params }) => {
    demandAll(principal);
    await findContact(ctx.reader, principal.account.id, params.id);
    const reviews = await reviewsOf(ctx.reader, params.id, reviewsAtMost);
    return {
      reviews: reviews.map(({ id, at, by, outcome, because }) => ({
        id,
        at,
        by: reviewerNamed(by),
        outcome: hds.reviewOutcomes.find((known) => known === outcome) ?? 'edited',
        because: openingNamed(because),
      })),
    };
  }),
  bind(hds.askContact, async (ctx, { actor, principal, params }) => {
    demandAll(principal);
    await askContact(ctx, actor, principal.account, params.id);
    return {};
  }),
  bind(hds.openConfirmation, async (ctx, { actor, body }) => ({
    hds_contact: toOwnDetails(await openConfirmation(ctx, actor, body.token)),
  })),
  bind(hds.confirmContact, async (ctx, { actor, body }) => {
    await confirmContact(ctx, actor, body.token, body.right);
    return {};
  }),
  bind(hds.register, async (ctx, { query }) => {
    const form = await readForm(ctx, query);
    const pieces = await makeRegister(ctx, form);
    return new FileAnswer({
      type: form.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      name: registerName(form),
      content: Readable.from(pieces, { objectMode: false }),
    });
  }),
  bind(hds.registerDigest, async (ctx, { actor, body }) => ({
    digest: await digestOf(ctx, actor, await readForm(ctx, body)),
  })),
  bind(hds.reportBounce, async (ctx, { actor, body }) => {
    await openReviewsOf(ctx, actor, body.email, 'mail_bounced');
    return {};
  }),
];
