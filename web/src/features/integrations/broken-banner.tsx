import type { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { brokenState, integrationName } from '../../api/integrations.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { placeOf } from './integration-place.ts';
import { integrationTexts } from './texts.ts';

/** Over all providers: which links need somebody, and the way to the first of them. */
export function BrokenBanner({ own }: { own: readonly integrations.Integration[] }) {
  const { attention } = useTexts(integrationTexts);
  const broken = own.filter((one) => brokenState(one) !== null);
  const [first] = broken;
  if (!first) return null;
  return (
    <Banner
      tone="warn"
      title={attention.title(broken.length)}
      act={
        <Button variant="default" onClick={() => placeOf(first.id)?.focus()}>
          {attention.show(broken.length)}
        </Button>
      }
    >
      <p>{broken.map(integrationName).join(', ')}</p>
    </Banner>
  );
}
