import type { enrolment, ReplyOf } from '@loge/protocol';
import type { Actor } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { putPending } from '../two-factor/feature.ts';
import { demandAwaitingEnrolment, openEnrolment } from './enrolment-link.ts';

type Begun = ReplyOf<typeof enrolment.beginEnrolment>['enrolment'];

/** Makes the secret of an operator's authenticator app. Only the enrolment itself spends the link. Throws as the link does. */
export async function beginEnrolment(
  ctx: Context,
  actor: Actor,
  principal: Principal | null,
  token: string,
): Promise<Begun> {
  const { account, hasPassword, holder } = await openEnrolment(ctx, principal, actor.remoteIp, token);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    demandAwaitingEnrolment(present);
    const uri = await putPending(ctx, tx, present, holder);
    return { username: present.username, email: present.email, needs_password: !hasPassword, uri };
  });
}
