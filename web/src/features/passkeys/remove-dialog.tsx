import { passkeys } from '@loge/protocol';
import { useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { NewPasswordField } from '../../shell/fields/new-password-field.tsx';
import { useMember } from '../../shell/member-gate.tsx';
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
    <ConfirmDialog
      name={passkey.name}
      title={texts.title}
      stops={texts.body}
      act={texts.act}
      form={form}
      onClose={onClose}
    >
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
    </ConfirmDialog>
  );
}
