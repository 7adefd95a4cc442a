import { useQuery } from '@tanstack/react-query';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { ownIntegrations } from '../../api/integrations.ts';
import { useTexts } from '../../i18n/texts.ts';
import { TabPage } from '../../shell/tab-page.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { offeredProviders } from './offered-providers.ts';
import { OwnWords } from './own-words.tsx';
import { Providers } from './providers.tsx';
import { integrationTexts } from './texts.ts';

export function IntegrationsPage() {
  const texts = useTexts(integrationTexts);
  const offered = useQuery(offeredProviders);
  const own = useQuery(ownIntegrations);
  const failed = [offered, own].find(({ isError, data }) => isError && !data);
  const again = () => {
    offered.refetch();
    own.refetch();
  };
  return (
    <OwnWords>
      <TabPage intro={texts.intro}>
        {failed ? (
          <FailureBanner error={failed.error} onRetry={again} />
        ) : offered.data && own.data ? (
          <Providers offered={offered.data} own={own.data} />
        ) : (
          <Card>
            <SkeletonRows count={3} />
          </Card>
        )}
      </TabPage>
    </OwnWords>
  );
}
