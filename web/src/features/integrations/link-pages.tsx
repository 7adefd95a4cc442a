import type { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { boot } from '../../api/boot.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { hostOf, integrationName, ownIntegrations } from '../../api/integrations.ts';
import { providerNames } from '../../api/provider-names.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { Actions } from '../../ui/actions.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { offeredProviders } from './offered-providers.ts';
import { OwnWords } from './own-words.tsx';
import { integrationTexts } from './texts.ts';
import { useAuthorize } from './use-authorize.ts';

/** The address that the command line prints: says what will happen, and goes on by a button only. */
export const GithubLinkPage = () => (
  <OwnWords>
    <LinkPage type="github" />
  </OwnWords>
);
export const GitlabLinkPage = () => (
  <OwnWords>
    <LinkPage type="gitlab" />
  </OwnWords>
);

function LinkPage({ type }: { type: integrations.OAuthType }) {
  const { link, see } = useTexts(integrationTexts).back;
  const { confirmed } = useMember();
  const providers = useQuery(offeredProviders);
  const own = useQuery(ownIntegrations);
  const authorize = useAuthorize();
  const name = providerNames[type];
  const seeAll = (
    <Button component={Link} to={paths.integrations} variant="default">
      {see}
    </Button>
  );
  const failed = [providers, own].find(({ isError, data }) => isError && !data);
  if (failed) {
    const again = () => {
      providers.refetch();
      own.refetch();
    };
    return (
      <EntryPage title={link.title(name)}>
        <FailureBanner error={failed.error} onRetry={again} />
      </EntryPage>
    );
  }
  if (!providers.data || !own.data) {
    return (
      <EntryPage title={link.title(name)}>
        <Card>
          <SkeletonRows count={1} />
        </Card>
      </EntryPage>
    );
  }
  const offered = providers.data.find(({ scm_type }) => scm_type === type);
  const linked = own.data.filter(({ scm_type }) => scm_type === type);
  const [first] = linked;
  const works = linked.find(({ state }) => state === 'ok' || state === 'unreachable');
  if (works) {
    return (
      <EntryPage title={link.already(name)} intro={link.alreadyBody(integrationName(works))}>
        <Actions>{seeAll}</Actions>
      </EntryPage>
    );
  }
  if (!offered?.url) {
    return (
      <EntryPage title={link.notOffered(name)} intro={link.notOfferedBody}>
        <Actions>{seeAll}</Actions>
      </EntryPage>
    );
  }
  const host = hostOf(offered.url);
  return (
    <EntryPage
      title={first ? link.already(name) : link.title(name)}
      intro={first ? link.brokenBody(integrationName(first)) : link.body(host, boot.platformName)}
    >
      {!confirmed && <p>{link.unconfirmed}</p>}
      {authorize.error !== null && <FailureBanner error={authorize.error} />}
      <Actions>
        {confirmed && (
          <SubmitButton busy={authorize.busy} onClick={() => authorize.begin(type)}>
            {first ? link.again : link.act(host)}
          </SubmitButton>
        )}
        {(first || !confirmed) && seeAll}
      </Actions>
    </EntryPage>
  );
}
