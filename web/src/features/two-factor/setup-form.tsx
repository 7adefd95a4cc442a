import { twoFactor } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { type DrawnKey, drawKey } from '../../shell/totp/draw-key.ts';
import { FirstCodeField, TotpKey } from '../../shell/totp/totp-key.tsx';
import { CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { twoFactorTexts } from './texts.ts';

interface Props {
  onEnabled(codes: readonly string[]): void;
  onCancel(): void;
}

async function begin(): Promise<DrawnKey> {
  const { tfa } = await withProof(() => call(twoFactor.beginTfa, { body: { provider: 'totp' } }));
  return drawKey(tfa.uri);
}

/** Shows the secret and takes the first code. */
export function SetupForm({ onEnabled, onCancel }: Props) {
  const { mutate, data, error, isError } = useMutation({ mutationFn: begin });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  const { setup: texts } = useTexts(twoFactorTexts);
  if (data) return <FirstCode drawn={data} onEnabled={onEnabled} onCancel={onCancel} />;
  return (
    <>
      <CardBody>
        {isError ? <FailureBanner error={error} onRetry={() => mutate()} /> : <SkeletonRows count={3} />}
      </CardBody>
      <FormFoot>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </FormFoot>
    </>
  );
}

const initial = { attempt: '' };

function FirstCode({ drawn, onEnabled, onCancel }: Props & { drawn: DrawnKey }) {
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
    <form {...form.props} aria-label={texts.label}>
      <CardBody>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
          <TotpKey drawn={drawn} />
          <FirstCodeField {...form.bind('attempt')} ref={first} />
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
