import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { ownIdentities } from '../../api/own-identities.ts';
import { providerNames } from '../../api/provider-names.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { Actions } from '../../ui/actions.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { providerSignInTexts } from './texts.ts';
import { useBegin } from './use-begin.ts';

/** Opened beside the tab that asks for proof, for an account with neither password nor passkey. */
export function ProvePage() {
  const { prove: texts } = useTexts(providerSignInTexts);
  const found = useQuery(ownIdentities);
  const leaving = useBegin({ purpose: 'prove' });
  if (found.isError && !found.data) {
    return (
      <EntryPage title={texts.title}>
        <FailureBanner error={found.error} onRetry={() => found.refetch()} />
      </EntryPage>
    );
  }
  if (!found.data) {
    return (
      <EntryPage title={texts.title}>
        <Card>
          <SkeletonRows count={1} />
        </Card>
      </EntryPage>
    );
  }
  if (asApiError(leaving.error).code === 'proof_required')
    return <EntryPage title={texts.title} intro={<span role="status">{texts.otherwise}</span>} />;
  const offered = found.data.identities.filter((one) => one.offered);
  const providers = [...new Set(offered.map(({ provider }) => provider))];
  if (providers.length === 0) {
    return (
      <EntryPage title={texts.title} intro={texts.none}>
        <Actions>
          <Button component={Link} to={paths.forgottenPassword}>
            {texts.set}
          </Button>
        </Actions>
      </EntryPage>
    );
  }
  const names = providers.map((provider) => providerNames[provider]).join(` ${texts.or} `);
  return (
    <EntryPage title={texts.title} intro={texts.body(names)}>
      {leaving.error !== null && <FailureBanner error={leaving.error} />}
      <Actions>
        {providers.map((provider) => {
          const [one, ...more] = offered.filter((each) => each.provider === provider);
          const name = providerNames[provider];
          return (
            <SubmitButton
              key={provider}
              busy={leaving.to === provider}
              onClick={() => leaving.begin(provider)}
            >
              {one && more.length === 0 ? texts.as(name, one.username) : texts.act(name)}
            </SubmitButton>
          );
        })}
      </Actions>
    </EntryPage>
  );
}
