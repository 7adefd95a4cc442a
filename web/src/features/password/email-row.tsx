import { type profile, signUp } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useResendConfirmation } from '../../api/use-resend-confirmation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Fact } from './fact.tsx';
import { passwordTexts } from './texts.ts';

/** The address and whether it is confirmed. */
export function EmailRow({ user }: { user: profile.User }) {
  const { credentials: texts } = useTexts(passwordTexts);
  const resending = useResendConfirmation();
  const say = useFailureText();
  const email = useQuery({
    queryKey: ['email', user.email, user.confirmed],
    queryFn: async () => (await call(signUp.getEmail)).email,
    enabled: user.confirmed,
  });
  if (user.confirmed) {
    return (
      <Row
        title={user.email}
        facts={
          <Fact query={email}>
            {({ confirmed_at: at }) =>
              at && (
                <>
                  {texts.confirmedOn} {<When at={at} inside />}
                </>
              )
            }
          </Fact>
        }
        acts={<StateBadge tone="good">{texts.confirmed}</StateBadge>}
      />
    );
  }
  return (
    <Row
      title={user.email}
      facts={
        <span role="status">
          {resending.isError
            ? say(resending.error)
            : resending.isSuccess
              ? texts.resent
              : texts.unconfirmedFacts}
        </span>
      }
      acts={
        <>
          <StateBadge tone="warn">{texts.unconfirmed}</StateBadge>
          {!resending.isSuccess && (
            <SubmitButton variant="default" busy={resending.isPending} onClick={() => resending.mutate()}>
              {texts.resend}
            </SubmitButton>
          )}
        </>
      }
    />
  );
}
