import type { AuthContext, Connection } from 'ssh2';
import type { Logger } from '../../platform/log/logger.ts';
import type { Loge } from '../machines/ask-loge.ts';
import { Failure } from '../machines/failure.ts';
import { answerRequest, type ChannelRequest, onChannelRequest, refuseRequest } from './channel-request.ts';
import type { Limits } from './limits.ts';
import { type Minted, mintJwt } from './mint-jwt.ts';
import { isProvable, verifiedKey } from './verified-key.ts';

/** The state that all connections of a front share. */
export interface Desk {
  readonly loge: Loge;
  readonly limits: Limits;
  readonly log: Logger;
  /** How many questions to Loge are under way. */
  asking: number;
}

/**
 * The user name with which all command lines log in, and the request that they make
 * (docs/contract.md#command-line-login).
 */
const user = 'git';
const loginRequest = 'auth.v2@scalingo.com';

/** Serves one client, which proves a key, gets one JWT, and leaves. Anything else is refused, or ends the connection. */
export function attend(client: Connection, desk: Desk): void {
  const { limits, log } = desk;
  let tries = 0;
  let refusals = 0;
  let minted: Minted | null = null;
  let sessions = 0;

  const refuse = (auth: AuthContext, why: string) => {
    log.debug({ why }, 'ssh login refused');
    auth.reject(['publickey']);
    if (++refusals >= limits.refusals) client.end();
  };

  // Broken packets, resets and time-outs come from the other side, and are no fault of ours.
  client.on('error', (error: Error) => log.debug({ err: error }, 'ssh connection failed'));
  // Keys are exchanged once. No client stays long enough for a second exchange.
  client.on('rekey', () => client.end());
  client.on('authentication', (auth) => {
    if (++tries > limits.tries) {
      client.end();
      return;
    }
    decide(auth, desk).then(
      (verdict) => {
        if (verdict === 'sign it') return auth.accept();
        if (typeof verdict === 'string') return refuse(auth, verdict);
        minted = verdict.minted;
        log.info({ account: minted.accountId, key: verdict.fingerprint }, 'command line logged in by ssh');
        auth.accept();
      },
      (error: unknown) => {
        // An error must never let anybody in: Loge may be down, or something may be wrong here.
        if (error instanceof Failure) log.warn({ why: error.message }, 'nobody can log in by ssh');
        else log.error({ err: error }, 'ssh login failed');
        refuse(auth, 'not decided');
      },
    );
  });
  client.on('session', (accept, reject) => {
    if (++sessions > 1) reject();
    else accept();
  });
  onChannelRequest(client, (request) => {
    if (request.type === loginRequest && minted && answerOnce(client, request, minted)) {
      minted = null;
      return;
    }
    refuseRequest(client, request);
    // Clients also send requests such as an environment variable or a terminal. Any other request ends the connection.
    if (!harmless.includes(request.type)) client.end();
  });
}

const harmless = ['env', 'pty-req', 'x11-req', 'auth-agent-req@openssh.com', 'window-change'];

const answerOnce = (client: Connection, request: ChannelRequest, { jwt }: Minted): boolean =>
  answerRequest(client, request, jwt);

type Verdict = 'sign it' | { readonly minted: Minted; readonly fingerprint: string } | Refusal;
type Refusal =
  | 'other user'
  | 'no key'
  | 'key of another kind'
  | 'no signature'
  | 'key opens nothing'
  | 'busy';

/** Throws `Failure` when Loge cannot be asked. */
async function decide(auth: AuthContext, desk: Desk): Promise<Verdict> {
  if (auth.username !== user) return 'other user';
  if (auth.method !== 'publickey') return 'no key';
  if (!isProvable(auth)) return 'key of another kind';
  // Only a client that proves the private half of a key learns whether the key opens anything.
  if (!auth.signature) return 'sign it';
  const fingerprint = verifiedKey(auth);
  if (!fingerprint) return 'no signature';
  if (desk.asking >= desk.limits.questions) return 'busy';
  desk.asking++;
  try {
    const minted = await mintJwt(desk.loge, fingerprint, desk.limits.answerMs);
    return minted ? { minted, fingerprint } : 'key opens nothing';
  } finally {
    desk.asking--;
  }
}
