import type { profile } from '@loge/protocol';
import { type AccountChange, useSavePreference } from '../../api/save-account.ts';

type Change = NonNullable<AccountChange['preferences']>;

/** One setting: its own saving, so that "Saved" shows beside it and nowhere else. */
export function usePreference<K extends keyof Change & keyof profile.Preferences>(name: K) {
  const saving = useSavePreference();
  return { saving, save: (value: Change[K]) => saving.mutate({ [name]: value }) };
}
