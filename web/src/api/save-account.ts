import { type BodyInputOf, profile } from '@loge/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './call.ts';
import { knownSelf, patchSelf, putSelf } from './self.ts';

export type AccountChange = BodyInputOf<typeof profile.updateAccount>;
type PreferenceChange = Partial<profile.Preferences>;

/** Saves run one at a time, so that an older answer cannot undo a newer choice. */
const scope = { id: 'account' };

export async function saveAccount(change: AccountChange): Promise<profile.User> {
  return (await call(profile.updateAccount, { body: change })).user;
}

/** Saves part of the account and takes over what the server answers. */
export function useSaveAccount() {
  const client = useQueryClient();
  return useMutation({
    scope,
    mutationFn: saveAccount,
    onSuccess: (user) => patchSelf(client, (known) => ({ ...user, preferences: known.preferences })),
  });
}

const pick = (from: profile.Preferences, change: object): PreferenceChange =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name in change));

/** Applies a preference at once, saves it, and restores the old one when saving fails. */
export function useSavePreference() {
  const client = useQueryClient();
  const merge = (change: PreferenceChange) =>
    patchSelf(client, (user) => ({ ...user, preferences: { ...user.preferences, ...change } }));
  return useMutation({
    scope,
    mutationFn: (preferences: NonNullable<AccountChange['preferences']>) => saveAccount({ preferences }),
    onMutate: (change) => {
      const user = knownSelf(client);
      const before = user ? pick(user.preferences, change) : {};
      merge(change);
      return { before };
    },
    onError: (_error, _change, context) => context && merge(context.before),
    onSuccess: (user, change) => {
      if (knownSelf(client)) merge(pick(user.preferences, change));
      else putSelf(client, user);
    },
  });
}
