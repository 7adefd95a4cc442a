import type { profile } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { patchSelf } from '../../api/self.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useResendConfirmation } from '../../api/use-resend-confirmation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { useOpening } from '../../shell/use-opening.ts';
import { Row } from '../../ui/row.tsx';
import { SkeletonLine } from '../../ui/skeleton.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { emailQuery } from './email-query.ts';
import { emailChangeTexts } from './texts.ts';

const ChangeEmailForm = lazyPart(async () => (await import('./change-email-form.tsx')).ChangeEmailForm);

/** The address and whether it is confirmed; it is changed in place. */
export function EmailRows() {
  const texts = useTexts(emailChangeTexts);
  const user = useMember();
  const client = useQueryClient();
  const say = useFailureText();
  const [open, setOpen] = useState(false);
  const opening = useOpening<'form'>();
  const button = useRef<HTMLButtonElement>(null);
  const moved = useRef(false);
  // The form has closed, so the focus goes back to the button that opened it.
  useEffect(() => {
    if (!open && moved.current) button.current?.focus();
    moved.current = open;
  }, [open]);
  const email = useQuery(emailQuery(user));
  const onSent = (changed: profile.User) => {
    patchSelf(client, (known) => ({ ...changed, preferences: known.preferences }));
    setOpen(false);
  };
  const confirmedAt = email.data?.confirmed_at ?? null;
  return (
    <>
      <Row
        title={user.email}
        facts={
          <span role="status">
            {email.isError
              ? say(email.error)
              : (!user.confirmed && texts.unconfirmedFacts) ||
                (confirmedAt && (
                  <>
                    {texts.confirmedOn} <When at={confirmedAt} inside />
                  </>
                )) ||
                (email.isPending && <SkeletonLine width={180} height={19.5} />)}
          </span>
        }
        actions={
          <>
            <StateBadge tone={user.confirmed ? 'good' : 'warn'}>
              {user.confirmed ? texts.confirmed : texts.unconfirmed}
            </StateBadge>
            {!user.confirmed && <Resend />}
            {!open && (
              <SubmitButton
                ref={button}
                variant="default"
                busy={opening.coming === 'form'}
                onClick={() => opening.open('form', ChangeEmailForm, () => setOpen(true))}
              >
                {texts.change}
              </SubmitButton>
            )}
          </>
        }
      />
      {open && <ChangeEmailForm onSent={onSent} onCancel={() => setOpen(false)} />}
    </>
  );
}

function Resend() {
  const texts = useTexts(emailChangeTexts);
  const say = useFailureText();
  const resending = useResendConfirmation();
  if (resending.isSuccess) return <span role="status">{texts.resent}</span>;
  return (
    <>
      {resending.isError && <span role="status">{say(resending.error)}</span>}
      <SubmitButton variant="default" busy={resending.isPending} onClick={() => resending.mutate()}>
        {texts.resend}
      </SubmitButton>
    </>
  );
}
