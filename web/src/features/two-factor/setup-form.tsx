import { twoFactor } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './setup-form.module.css';
import { twoFactorTexts } from './texts.ts';

interface Props {
  onEnabled(codes: readonly string[]): void;
  onCancel(): void;
}

/** The secret as a picture and as text, for one app and this once. */
interface Begun {
  readonly secret: string;
  readonly picture: string;
}

async function begin(): Promise<Begun> {
  const { tfa } = await withProof(() => call(twoFactor.beginTfa, { body: { provider: 'totp' } }));
  const { toString: draw } = await import('qrcode');
  const svg = await draw(tfa.uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return {
    secret: new URL(tfa.uri).searchParams.get('secret') ?? '',
    picture: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
  };
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
  if (data) return <FirstCode begun={data} onEnabled={onEnabled} onCancel={onCancel} />;
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

function FirstCode({ begun, onEnabled, onCancel }: Props & { begun: Begun }) {
  const { setup: texts } = useTexts(twoFactorTexts);
  const [copied, setCopied] = useState(false);
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
          <p>{texts.scan}</p>
          <div className={styles.side}>
            <img className={styles.qr} src={begun.picture} alt={texts.qr} width={184} height={184} />
            <div className={styles.words}>
              {texts.type}
              <code className={styles.key}>{grouped(begun.secret)}</code>
              <Button
                variant="default"
                onClick={() => navigator.clipboard.writeText(begun.secret).then(() => setCopied(true))}
              >
                {texts.copy}
              </Button>
            </div>
          </div>
          <TextInput
            {...form.bind('attempt')}
            ref={first}
            label={texts.code}
            description={texts.codeHint}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={12}
          />
        </FormStack>
      </CardBody>
      <FormFoot note={copied ? texts.copied : ''}>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
        <SubmitButton busy={form.submitting}>{texts.submit}</SubmitButton>
      </FormFoot>
    </form>
  );
}

/** In fours, as people read it aloud. */
const grouped = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
