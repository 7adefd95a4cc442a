import { enrolment } from '@loge/protocol';
import { bind } from '../../../platform/http/bind.ts';
import { beginEnrolment } from './begin-enrolment.ts';
import { enrolOperator } from './enrol-operator.ts';

export const enrolmentRoutes = [
  bind(enrolment.beginEnrolment, async (ctx, { actor, principal, body }) => ({
    enrolment: await beginEnrolment(ctx, actor, principal, body.token),
  })),
  bind(enrolment.enrol, async (ctx, { actor, principal, body }) => ({
    enrolment: { codes: await enrolOperator(ctx, actor, principal, body) },
  })),
];
