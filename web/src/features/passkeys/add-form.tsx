import { passkeys } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { beginRegistration, makePasskey } from '../../api/passkey.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import { passkeyTexts } from './texts.ts';

interface Props {
  /** @param codes recovery codes that came with it, shown this once; null when there were some. */
  onAdded(codes: readonly string[] | null): void;
  onCancel(): void;
}

/** Asks for a name. Then the browser asks for the passkey. */
export function AddForm({ onAdded, onCancel }: Props) {
  const { naming: texts } = useTexts(passkeyTexts);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const form = useForm({
    initial: { name: texts.suggestion },
    check: (values) => issuesOf(passkeys.renamePasskey.body.schema, values),
    send: async ({ name }) => {
      const response = await makePasskey(await withProof(beginRegistration));
      return call(passkeys.addPasskey, { body: { name, response } });
    },
    onDone: ({ codes }) => onAdded(codes),
  });
  return (
    <FormCard form={form} label={texts.label} submit={texts.submit} onCancel={onCancel}>
      <TextInput
        {...form.bind('name')}
        ref={first}
        label={texts.name}
        description={texts.hint}
        maxLength={passkeys.nameMax}
      />
    </FormCard>
  );
}
