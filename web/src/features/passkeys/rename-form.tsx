import { passkeys } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
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
    <form {...form.props} aria-label={renameLong(passkey.name)}>
      <CardBody>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
          <TextInput {...form.bind('name')} ref={first} label={texts.name} maxLength={passkeys.nameMax} />
        </FormStack>
      </CardBody>
      <FormFoot>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
        <SubmitButton busy={form.submitting}>{texts.save}</SubmitButton>
      </FormFoot>
    </form>
  );
}
