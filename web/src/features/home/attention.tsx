import type { profile } from '@loge/protocol';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useResendConfirmation } from '../../api/use-resend-confirmation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { homeTexts } from './texts.ts';

/** What the member should see to; kindly empty when there is nothing. */
export function Attention({ user }: { user: profile.User }) {
  const { attention } = useTexts(homeTexts);
  const resending = useResendConfirmation();
  return (
    <Section title={attention.title}>
      {resending.error && <FailureBanner error={resending.error} />}
      <Card>
        {user.confirmed ? (
          <EmptyNote>{attention.nothing}</EmptyNote>
        ) : (
          <Row
            title={<strong>{attention.unconfirmed}</strong>}
            facts={
              <span role="status">
                {resending.isSuccess ? attention.resent(user.email) : attention.unconfirmedFacts(user.email)}
              </span>
            }
            acts={
              !resending.isSuccess && (
                <SubmitButton busy={resending.isPending} onClick={() => resending.mutate()}>
                  {attention.resend}
                </SubmitButton>
              )
            }
          />
        )}
      </Card>
    </Section>
  );
}
