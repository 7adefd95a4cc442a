import type { Feature } from '../../../platform/feature.ts';
import { enrolmentPurpose } from './enrolment-link.ts';
import { enrolmentListeners } from './listeners.ts';
import { operatorGrantedMail, operatorResetMail, resetRefusedMail } from './mails.ts';
import { enrolmentRoutes } from './routes.ts';

/**
 * How somebody becomes able to act as an operator, and the only way for an operator to get back in (docs/rules.md#operators).
 */
export const enrolmentFeature: Feature = {
  routes: enrolmentRoutes,
  mails: [operatorGrantedMail, operatorResetMail, resetRefusedMail],
  links: [enrolmentPurpose],
  listeners: enrolmentListeners,
};

export { makeEnrolmentLink } from './enrolment-link.ts';
export { operatorGrantedMail } from './mails.ts';
export { resetOperator } from './reset-operator.ts';
