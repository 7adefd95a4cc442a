import type { password } from '@loge/protocol';

type Access = password.Access;

/** The key of an entry. It holds the kind, because entries of two kinds may have the same id. */
export const keyOf = ({ kind, id }: Pick<Access, 'kind' | 'id'>): string => `${kind} ${id}`;

/** What is ticked at first: everything that a stranger may have made. */
export const tickedAtFirst = (access: readonly Access[]): ReadonlySet<string> =>
  new Set(access.filter(({ lately }) => lately).map(keyOf));

/** What stays, as the reset names it. */
export function keptOf(access: readonly Access[], ticked: ReadonlySet<string>): password.Keep {
  const kept = access.filter((one) => !ticked.has(keyOf(one)));
  const idsOf = (kind: Access['kind']) => kept.filter((one) => one.kind === kind).map(({ id }) => id);
  // Of what is not listed, nothing is there to be ended; what appears meanwhile is not its owner's.
  return {
    api_tokens: idsOf('api_token'),
    ssh_keys: idsOf('ssh_key'),
    passkeys: idsOf('passkey'),
    authenticator: kept.some(({ kind }) => kind === 'authenticator'),
    recovery_codes: kept.some(({ kind }) => kind === 'recovery_codes'),
    identities: idsOf('identity'),
    integrations: idsOf('integration'),
  };
}
