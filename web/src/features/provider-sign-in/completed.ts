import type { providerSignIn, ReplyOf } from '@loge/protocol';

/** What came of an authorization. */
export type Completed = ReplyOf<typeof providerSignIn.complete>['provider_sign_in'];
