import type { apiTokens, contracts, integrations, profile } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { presentContracts, thosePending } from '../../api/contracts.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { type HealthDue, healthDue, healthQuery } from '../../api/hds.ts';
import { type Broken, brokenState, integrationName, ownIntegrations } from '../../api/integrations.ts';
import { liveTokens, soonDays } from '../../api/live-tokens.ts';
import { useResendConfirmation } from '../../api/use-resend-confirmation.ts';
import { daysUntil } from '../../i18n/day.ts';
import { useFormat, useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { paths } from '../../paths.ts';
import { Link } from '../../shell/link.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { homeTexts } from './texts.ts';

/** Lists what the member should take care of, or says that there is nothing. */
export function Attention({ user }: { user: profile.User }) {
  const { attention } = useTexts(homeTexts);
  const resending = useResendConfirmation();
  const tokens = useQuery({ ...liveTokens, select: aboutToEnd });
  const links = useQuery({ ...ownIntegrations, select: thoseBroken });
  const health = useQuery({ ...healthQuery, select: healthDue });
  const papers = useQuery({ ...presentContracts, select: thosePending });
  const asked = [tokens, links, health, papers];
  // Everything is shown at once, so that nothing moves when a later answer arrives.
  const coming = asked.some(({ isPending }) => isPending);
  const ending = (!coming && tokens.data) || [];
  const broken = (!coming && links.data) || [];
  const { uncovered, toReview } = (!coming && health.data) || nothingDue;
  const pending = (!coming && papers.data) || [];
  const failed = asked.find(({ isError }) => isError);
  // Without all answers the page cannot say that there is nothing.
  const unknown = asked.some(({ isError, data }) => isError && !data);
  const found = [!user.confirmed && user, ...ending, ...broken, ...pending, ...uncovered, ...toReview].some(
    Boolean,
  );
  return (
    <Section title={attention.title}>
      {resending.error && <FailureBanner error={resending.error} />}
      {failed && <FailureBanner error={failed.error} onRetry={() => failed.refetch()} />}
      {(found || !unknown) && (
        <Card>
          {!user.confirmed && (
            <Row
              title={<strong>{attention.unconfirmed}</strong>}
              facts={
                <span role="status">
                  {resending.isSuccess
                    ? attention.resent(user.email)
                    : attention.unconfirmedFacts(user.email)}
                </span>
              }
              actions={
                !resending.isSuccess && (
                  <SubmitButton busy={resending.isPending} onClick={() => resending.mutate()}>
                    {attention.resend}
                  </SubmitButton>
                )
              }
            />
          )}
          {pending.map((contract) => (
            <PendingContract key={contract.id} contract={contract} />
          ))}
          {ending.map((token) => (
            <EndingToken key={token.id} token={token} />
          ))}
          {broken.map(({ one, state }) => (
            <BrokenLink key={one.id} one={one} state={state} />
          ))}
          {uncovered.map(({ id, name }) => (
            <Health key={id} title={attention.healthUncovered(name)} facts={attention.healthUncoveredFacts} />
          ))}
          {toReview.map(({ id, name }) => (
            <Health key={id} title={attention.healthReview(name)} facts={attention.healthReviewFacts} />
          ))}
          {!found && (coming ? <SkeletonRows count={1} /> : <EmptyNote>{attention.nothing}</EmptyNote>)}
        </Card>
      )}
    </Section>
  );
}

const nothingDue: HealthDue = { uncovered: [], toReview: [] };

function Health({ title, facts }: { title: string; facts: string }) {
  const { attention } = useTexts(homeTexts);
  return (
    <Row
      title={<strong>{title}</strong>}
      facts={facts}
      actions={
        <Button component={Link} to={paths.hds} variant="default">
          {attention.seeHealth}
        </Button>
      }
    />
  );
}

function PendingContract({ contract }: { contract: contracts.Contract }) {
  const { attention } = useTexts(homeTexts);
  const locale = useLocale();
  const format = useFormat();
  const { enroll_at: by, overdue } = contract;
  return (
    <Row
      title={<strong>{attention.contract(contract.name[locale])}</strong>}
      facts={attention.contractFacts(by && format.date(by), overdue)}
      actions={
        <Button component={Link} to={`${paths.account}#contracts`} variant="default">
          {attention.seeContracts}
        </Button>
      }
    />
  );
}

function EndingToken({ token }: { token: apiTokens.Token }) {
  const { attention } = useTexts(homeTexts);
  const days = token.expires_at === null ? 0 : daysUntil(token.expires_at);
  return (
    <Row
      title={<strong>{attention.tokenEnds(token.name, days)}</strong>}
      facts={
        <>
          {token.last_used_at ? (
            <>
              {attention.tokenUsed} <When at={token.last_used_at} inside />.
            </>
          ) : (
            attention.tokenUnused
          )}{' '}
          {attention.tokenStops}
        </>
      }
      actions={
        <Button component={Link} to={paths.tokens} variant="default">
          {attention.seeTokens}
        </Button>
      }
    />
  );
}

const aboutToEnd = (list: readonly apiTokens.Token[]): apiTokens.Token[] =>
  list.filter(({ expires_at: ends }) => ends !== null && daysUntil(ends) <= soonDays);

interface BrokenOne {
  one: integrations.Integration;
  state: Broken;
}

function BrokenLink({ one, state }: BrokenOne) {
  const { attention } = useTexts(homeTexts);
  return (
    <Row
      title={<strong>{attention.links[state](integrationName(one))}</strong>}
      facts={attention.linkStops}
      actions={
        <Button component={Link} to={paths.integrations} variant="default">
          {attention.seeIntegrations}
        </Button>
      }
    />
  );
}

const thoseBroken = (list: readonly integrations.Integration[]): BrokenOne[] =>
  list.flatMap((one) => {
    const state = brokenState(one);
    return state ? [{ one, state }] : [];
  });
