import type { profile } from '@loge/protocol';
import { internalPath, paths } from '../paths.ts';

/** Where somebody goes who has just signed in. @param next where they wanted to go. */
export const pageAfterSignIn = (user: profile.User, next: string | null): string =>
  // An operator without a second factor is led to the page that sets one up (docs/rules.md#making-an-operator).
  user.flags.operator_enrolment ? paths.operator : internalPath(next);
