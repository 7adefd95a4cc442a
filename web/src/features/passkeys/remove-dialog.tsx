import { passkeys } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import { passkeyTexts } from './texts.ts';

interface Props {
  passkey: passkeys.Passkey;
  onClose(): void;
  onRemoved(): void;
}

const initial: { last: boolean; password: string } = { last: false, password: '' };

/** Says what will stop working; asks twice for the last second factor, and for a longer password if it must. */
export function RemoveDialog({ passkey, onClose, onRemoved }: Props) {
  const { removing: texts } = useTexts(passkeyTexts);
  const user = useMember();
  const id = useId();
  const [asks, setAsks] = useState({ last: false, password: false });
  const form = useForm({
    initial,
    check: () => ({}),
    send: async ({ last, password }) => {
      const body = { ...(asks.last ? { last } : {}), ...(asks.password ? { password } : {}) };
      try {
        return await withProof(() => call(passkeys.removePasskey, { params: { id: passkey.id }, body }));
      } catch (error) {
        const { issues } = asApiError(error);
        setAsks((now) => ({
          last: now.last || issues.last !== undefined,
          password: now.password || issues.password !== undefined,
        }));
        throw error;
      }
    },
    onDone: onRemoved,
  });
  return (
    <Dialog
      title={texts.title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <SubmitButton variant="danger" busy={form.submitting} form={id}>
            {texts.act}
          </SubmitButton>
        </>
      }
    >
      <p>{texts.body(passkey.name)}</p>
      <form {...form.props} id={id}>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
          {asks.last && (
            <>
              <p>{texts.last}</p>
              <Check
                name="last"
                label={texts.lastCheck}
                checked={form.values.last}
                onChange={(checked) => form.set('last', checked)}
              />
            </>
          )}
          {asks.password && (
            <>
              <p>{texts.passwordWhy}</p>
              <NewPasswordField
                {...form.bind('password')}
                label={texts.password}
                identity={[user.email, user.username, user.fullname ?? '']}
              />
            </>
          )}
        </FormStack>
      </form>
    </Dialog>
  );
}
