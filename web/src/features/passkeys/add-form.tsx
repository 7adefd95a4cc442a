import { passkeys } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { beginRegistration, makePasskey } from '../../api/passkey.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { passkeyTexts } from './texts.ts';

interface Props {
  /** @param codes recovery codes that came with it, shown this once; null when there were some. */
  onAdded(codes: readonly string[] | null): void;
  onCancel(): void;
}

/** A name, then the browser's own questions. */
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
    <form {...form.props} aria-label={texts.label}>
      <CardBody>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
          <TextInput
            {...form.bind('name')}
            ref={first}
            label={texts.name}
            description={texts.hint}
            maxLength={passkeys.nameMax}
          />
        </FormStack>
      </CardBody>
      <FormFoot>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
        <SubmitButton busy={form.submitting}>{texts.submit}</SubmitButton>
      </FormFoot>
    </form>
  );
}
