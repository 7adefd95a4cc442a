import { twoFactor } from '@loge/protocol';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import type { DrawnKey } from '../../shell/totp/draw-key.ts';
import { FirstCodeField, TotpKey } from '../../shell/totp/totp-key.tsx';
import { twoFactorTexts } from './texts.ts';

interface Props {
  drawn: DrawnKey;
  onEnabled(codes: readonly string[]): void;
  onCancel(): void;
}

const initial = { attempt: '' };

/** Shows the secret and takes the first code. */
export function SetupForm({ drawn, onEnabled, onCancel }: Props) {
  const { setup: texts } = useTexts(twoFactorTexts);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const form = useForm({
    initial,
    check: (values) => issuesOf(twoFactor.validateTfa.body.schema, values),
    send: (values) => call(twoFactor.validateTfa, { body: values }),
    onDone: ({ tfa }) => onEnabled(tfa.codes),
  });
  return (
    <FormCard form={form} label={texts.label} submit={texts.submit} onCancel={onCancel}>
      <TotpKey drawn={drawn} />
      <FirstCodeField {...form.bind('attempt')} ref={first} />
    </FormCard>
  );
}
