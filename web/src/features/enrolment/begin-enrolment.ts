import { enrolment, type ReplyOf } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';
import { type DrawnKey, drawKey } from '../../shell/totp/draw-key.ts';

/** What the link opened: whose account, and the key of its authenticator app. */
export type Begun = ReplyOf<typeof enrolment.beginEnrolment>['enrolment'] & { readonly key: DrawnKey };

export async function beginEnrolment(token: string): Promise<Begun> {
  const { enrolment: begun } = await withProof(() => call(enrolment.beginEnrolment, { body: { token } }));
  return { ...begun, key: await drawKey(begun.uri) };
}
