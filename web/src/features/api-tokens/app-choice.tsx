import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Check } from '../../ui/toggle.tsx';
import { tokenTexts } from './texts.ts';

interface Props {
  offered: readonly { id: string; name: string }[];
  chosen: readonly string[];
  error: ReactNode;
  onChange(chosen: readonly string[]): void;
}

/** Chooses the applications of the account that a token is limited to. */
export function AppChoice({ offered, chosen, error, onChange }: Props) {
  const { form: texts } = useTexts(tokenTexts);
  return (
    <CheckGroup label={texts.apps} error={error}>
      {offered.map(({ id, name }, row) => (
        <Check
          key={id}
          label={name}
          checked={chosen.includes(id)}
          invalid={Boolean(error) && row === 0}
          onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
        />
      ))}
    </CheckGroup>
  );
}
