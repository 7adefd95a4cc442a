import { passkeys } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import { passkeyTexts } from './texts.ts';

interface Props {
  passkey: passkeys.Passkey;
  onDone(): void;
  onCancel(): void;
}

export function RenameForm({ passkey, onDone, onCancel }: Props) {
  const { naming: texts, renameLong } = useTexts(passkeyTexts);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const form = useForm({
    initial: { name: passkey.name },
    check: (values) => issuesOf(passkeys.renamePasskey.body.schema, values),
    send: (values) => call(passkeys.renamePasskey, { params: { id: passkey.id }, body: values }),
    onDone,
  });
  return (
    <FormCard form={form} label={renameLong(passkey.name)} submit={texts.save} onCancel={onCancel}>
      <TextInput {...form.bind('name')} ref={first} label={texts.name} maxLength={passkeys.nameMax} />
    </FormCard>
  );
}
