import { password, type profile } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { openSessions } from '../../api/open-sessions.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { useOpening } from '../../shell/use-opening.ts';
import { Row } from '../../ui/row.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Fact } from './fact.tsx';
import { passwordTexts } from './texts.ts';

const ChangePasswordForm = lazyPart(
  async () => (await import('./change-password-form.tsx')).ChangePasswordForm,
  { words: [fieldTexts] },
);

// Loaded only when needed, because few accounts have no password.
const NoPasswordRow = lazyPart(async () => (await import('./no-password-row.tsx')).NoPasswordRow);

const queryKey = ['password'] as const;

/** Says when the password was set, and changes it in place. A first password is set by mail. */
export function PasswordRow({ user }: { user: profile.User }) {
  const { credentials: texts } = useTexts(passwordTexts);
  const client = useQueryClient();
  const [state, setState] = useState<'asleep' | 'open' | 'left' | 'changed'>('asleep');
  const opening = useOpening<'form'>();
  const button = useRef<HTMLButtonElement>(null);
  const set = useQuery({ queryKey, queryFn: async () => (await call(password.getPassword)).password });

  // The form has closed, so the focus goes back to the button that opened it.
  useEffect(() => {
    if (state === 'left' || state === 'changed') button.current?.focus();
  }, [state]);

  const onChanged = () => {
    setState('changed');
    client.invalidateQueries({ queryKey });
    // The other sessions have ended.
    client.invalidateQueries({ queryKey: openSessions.queryKey });
  };

  if (set.data?.set_at === null) return <NoPasswordRow user={user} />;
  return (
    <>
      <Row
        title={texts.password}
        facts={
          <>
            <Fact query={set}>
              {({ set_at: at }) =>
                at && (
                  <>
                    {texts.changed} {<When at={at} inside />}
                  </>
                )
              }
            </Fact>
            <span role="status">{state === 'changed' && ` · ${texts.done}`}</span>
          </>
        }
        actions={
          state !== 'open' && (
            <SubmitButton
              ref={button}
              variant="default"
              busy={opening.coming === 'form'}
              onClick={() => opening.open('form', ChangePasswordForm, () => setState('open'))}
            >
              {texts.change}
            </SubmitButton>
          )
        }
      />
      {state === 'open' && (
        <ChangePasswordForm user={user} onChanged={onChanged} onCancel={() => setState('left')} />
      )}
    </>
  );
}
