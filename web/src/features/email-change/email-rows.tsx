import { emailChange, type profile } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { patchSelf } from '../../api/self.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useResendConfirmation } from '../../api/use-resend-confirmation.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { emailChangeTexts } from './texts.ts';

const ChangeEmailForm = lazyPart(async () => (await import('./change-email-form.tsx')).ChangeEmailForm);

/** The address, whether it is confirmed, and one that waits for its link. */
export function EmailRows() {
  const texts = useTexts(emailChangeTexts);
  const user = useMember();
  const client = useQueryClient();
  const say = useFailureText();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const moved = useRef(false);
  // The form is gone: the focus goes back to what opened it.
  useEffect(() => {
    if (!open && moved.current) button.current?.focus();
    moved.current = open;
  }, [open]);
  const email = useQuery({
    queryKey: ['email', user.email, user.confirmed, user.unconfirmed_email],
    queryFn: async () => (await call(emailChange.getEmail)).email,
  });
  const onSent = (changed: profile.User) => {
    patchSelf(client, (known) => ({ ...changed, preferences: known.preferences }));
    setNote(changed.unconfirmed_email ? texts.sent(changed.unconfirmed_email) : '');
    setOpen(false);
  };
  const pending = email.data?.pending ?? null;
  const confirmedAt = email.data?.confirmed_at ?? null;
  return (
    <>
      <Row
        title={
          <>
            {user.email}{' '}
            <StateBadge tone={user.confirmed ? 'good' : 'warn'}>
              {user.confirmed ? texts.confirmed : texts.unconfirmed}
            </StateBadge>
          </>
        }
        facts={
          <span role="status">
            {email.isError
              ? say(email.error)
              : note ||
                (!user.confirmed && <UnconfirmedFacts />) ||
                (confirmedAt && (
                  <>
                    {texts.confirmedOn} <When at={confirmedAt} inside />
                  </>
                ))}
          </span>
        }
        acts={
          <>
            {!user.confirmed && <Resend />}
            {!open && (
              <Button ref={button} variant="default" onClick={() => setOpen(true)}>
                {texts.change}
              </Button>
            )}
          </>
        }
      />
      {open && <ChangeEmailForm onSent={onSent} onCancel={() => setOpen(false)} />}
      {pending && !open && <PendingRow pending={pending} onGivenUp={() => setNote(texts.given)} />}
    </>
  );
}

function UnconfirmedFacts() {
  const texts = useTexts(emailChangeTexts);
  return <>{texts.unconfirmedFacts}</>;
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

interface PendingProps {
  pending: { address: string; expires_at: string };
  onGivenUp(): void;
}

/** The new address, until its link is followed. */
function PendingRow({ pending, onGivenUp }: PendingProps) {
  const texts = useTexts(emailChangeTexts);
  const client = useQueryClient();
  const say = useFailureText();
  const format = useFormat();
  const giving = useMutation({
    mutationFn: () => call(emailChange.withdrawEmailChange),
    onSuccess: () => {
      patchSelf(client, (known) => ({ ...known, unconfirmed_email: null }));
      onGivenUp();
    },
  });
  return (
    <Row
      title={texts.waiting(pending.address)}
      facts={
        <span role="status">
          {giving.isError ? (
            say(giving.error)
          ) : (
            <>
              {texts.waitingFacts} {format.exact(pending.expires_at)}.
            </>
          )}
        </span>
      }
      acts={
        <SubmitButton variant="default" busy={giving.isPending} onClick={() => giving.mutate()}>
          {texts.give}
        </SubmitButton>
      }
    />
  );
}
