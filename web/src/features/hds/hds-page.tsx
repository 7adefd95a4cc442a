import { useQuery } from '@tanstack/react-query';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { healthQuery } from '../../api/hds.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useTexts } from '../../i18n/texts.ts';
import { TabPage } from '../../shell/tab-page.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { HealthDesk } from './health-desk.tsx';
import { hdsTexts } from './texts.ts';

/** Health data: the documents that it takes, the applications that hold some, and whom to reach about them. */
export function HdsPage() {
  const texts = useTexts(hdsTexts);
  const found = useQuery(healthQuery);
  return (
    <MoreFieldWords value={texts.errors}>
      <TabPage intro={found.data ? texts.intro(found.data.review_months) : texts.introComing}>
        {found.data ? (
          <HealthDesk found={found.data} />
        ) : found.isError ? (
          <FailureBanner error={found.error} onRetry={() => found.refetch()} />
        ) : (
          <Card>
            <SkeletonRows count={3} />
          </Card>
        )}
        {/* Below what may grow when it comes, so that nothing jumps. */}
        {!found.isPending && <DocumentsSection />}
      </TabPage>
    </MoreFieldWords>
  );
}
