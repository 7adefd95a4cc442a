import type { profile } from '@loge/protocol';
import { type AccountChange, useSavePreference } from '../../api/save-account.ts';

type Change = NonNullable<AccountChange['preferences']>;

/** Saves one setting. Each setting has its own state, so that "Saved" is shown beside that setting only. */
export function usePreference<K extends keyof Change & keyof profile.Preferences>(name: K) {
  const saving = useSavePreference();
  return { saving, save: (value: Change[K]) => saving.mutate({ [name]: value }) };
}
