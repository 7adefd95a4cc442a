import { sessions } from '@loge/protocol';
import { useEffect, useId, useRef } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import type { AskedProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { CodeField } from '../fields/code-field.tsx';
import { fieldTexts } from '../fields/texts.ts';
import { PasskeyButton } from '../passkey-button.tsx';
import { shellTexts } from '../texts.ts';
import { ProofElsewhere } from './proof-elsewhere.tsx';
import { proofTexts } from './texts.ts';

const initial = { password: '', otp: '' };

interface Props {
  asked: AskedProof;
  onClose(): void;
}

/** Asks the person to show again that it is them, before an act that only they may do. */
export function ProofDialog({ asked, onClose }: Props) {
  const { cancel } = useTexts(shellTexts);
  const texts = useTexts(proofTexts);
  const { password: passwordWords } = useTexts(fieldTexts);
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  // The dialog puts the focus on the way out; whoever came here wants to go on.
  useEffect(() => first.current?.focus(), []);
  const { methods } = asked;
  const wantsCode = methods.includes('recovery_code');
  const wantsPassword = methods.includes('password');
  const form = useForm({
    initial,
    check: ({ password, otp }) =>
      issuesOf(sessions.prove.body.schema, {
        ...(wantsPassword ? { password } : {}),
        ...(wantsCode ? { otp } : {}),
      }),
    send: ({ password, otp }) =>
      call(sessions.prove, {
        body: { ...(wantsPassword ? { password } : {}), ...(wantsCode ? { otp } : {}) },
      }),
    onDone: () => asked.settle(true),
  });
  return (
    <Dialog
      title={texts.title}
      cancel={cancel}
      onClose={onClose}
      act={
        wantsPassword && (
          <SubmitButton busy={form.submitting} form={id}>
            {texts.submit}
          </SubmitButton>
        )
      }
    >
      <p>{texts.body}</p>
      <form {...form.props} id={id}>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
          {wantsPassword && (
            <PasswordField
              {...form.bind('password')}
              label={texts.password}
              autoComplete="current-password"
              words={passwordWords}
              ref={first}
            />
          )}
          {wantsPassword && wantsCode && <CodeField {...form.bind('otp')} methods={methods} />}
        </FormStack>
      </form>
      {methods.includes('passkey') && (
        <PasskeyButton
          label={texts.passkey}
          send={async (passkey) => {
            await call(sessions.prove, { body: { passkey } });
            asked.settle(true);
          }}
        />
      )}
      {!wantsPassword && !methods.includes('passkey') && (
        <ProofElsewhere byProvider={methods.includes('provider')} onProved={() => asked.settle(true)} />
      )}
    </Dialog>
  );
}
