import { sshKeys } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTimeZone } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { expiryIssues, expiryOf } from '../../shell/fields/expiry.ts';
import { ExpiryField } from '../../shell/fields/expiry-field.tsx';
import { FormCard } from '../../shell/form-card.tsx';
import { keyExpiryDays } from './key-expiry-days.ts';
import { nameIssues } from './name-issues.ts';
import { keyTexts } from './texts.ts';

interface Props {
  sshKey: sshKeys.SshKey;
  onSaved(sshKey: sshKeys.SshKey): void;
  onCancel(): void;
}

/** Changes a key's name and expiry, in the place of its row. */
export function EditForm({ sshKey, onSaved, onCancel }: Props) {
  const { editing: texts } = useTexts(keyTexts);
  const bounds = { zone: useTimeZone(), max: null };
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const bodyOf = ({ name, ...expiry }: typeof initial) => {
    const expires_at = expiryOf(expiry, bounds);
    return { name, ...(expires_at === undefined ? {} : { expires_at }) };
  };
  const initial = {
    name: sshKey.name,
    expires_in_days: sshKey.expires_at ? 'keep' : 'never',
    expires_at: '',
  };
  const form = useForm({
    initial,
    check: (values) => ({
      ...issuesOf(sshKeys.editKey.body.schema, bodyOf(values)),
      ...expiryIssues(values, bounds),
      ...nameIssues(values.name),
    }),
    // A later expiry needs the same proof as adding a key.
    send: (values) =>
      withProof(() => call(sshKeys.editKey, { params: { id: sshKey.id }, body: bodyOf(values) })),
    onDone: ({ key }) => onSaved(key),
  });
  return (
    <FormCard form={form} label={texts.label(sshKey.name)} submit={texts.submit} onCancel={onCancel}>
      <TextInput {...form.bind('name')} ref={first} label={texts.name} maxLength={200} />
      <ExpiryField
        choice={form.bind('expires_in_days')}
        day={form.bind('expires_at')}
        days={keyExpiryDays}
        {...(sshKey.expires_at ? { keep: texts.keep } : {})}
      />
    </FormCard>
  );
}
