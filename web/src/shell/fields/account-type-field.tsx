import { profile } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { fieldTexts } from './texts.ts';

interface Props {
  value: string;
  onChange(value: profile.AccountType): void;
}

/** Professional or personal. */
export function AccountTypeField({ value, onChange }: Props) {
  const { accountType } = useTexts(fieldTexts);
  return (
    <Segmented
      label={accountType.label}
      value={accountTypeOf(value)}
      onChange={onChange}
      choices={profile.accountTypes.map((type) => ({ value: type, label: accountType[type] }))}
    />
  );
}

export const accountTypeOf = (text: string): profile.AccountType | null =>
  profile.accountTypes.find((type) => type === text) ?? null;
