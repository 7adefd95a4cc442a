import { useQuery } from '@tanstack/react-query';
import { boot } from '../../api/boot.ts';
import { ownIdentities } from '../../api/own-identities.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { identityTexts } from './texts.ts';

/** Most platforms offer no provider, and their members do without it. */
const IdentitiesSection = lazyPart(async () => (await import('./identities-section.tsx')).IdentitiesSection, {
  words: [identityTexts],
  fallback: (
    <Card>
      <SkeletonRows count={2} />
    </Card>
  ),
});

// Where there are some, it comes with the rest of the tab.
if (boot.signInProviders.length > 0) IdentitiesSection.ask().catch(() => {});

/** The provider accounts that sign the member in. Nothing where none is offered and none is there. */
export function IdentitiesPart() {
  const { data } = useQuery(ownIdentities);
  if (boot.signInProviders.length === 0 && !data?.identities.length) return null;
  return <IdentitiesSection />;
}
