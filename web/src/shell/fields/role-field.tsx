import { profile } from '@loge/protocol';
import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { fieldTexts } from './texts.ts';

/** A choice of somebody's occupation from the protocol's list. `''` means none. */
export function RoleField(select: Omit<NativeSelectProps, 'data'>) {
  const { role } = useTexts(fieldTexts);
  const names = profile.roles.map((value) => ({ value, label: role.names[value] }));
  return <NativeSelect {...select} data={[{ value: '', label: role.none }, ...names]} />;
}

export const roleOf = (text: string): profile.Role | null =>
  profile.roles.find((role) => role === text) ?? null;
