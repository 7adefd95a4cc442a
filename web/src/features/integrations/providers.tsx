import { integrations } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { useArrival } from '../../shell/arrival.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Banner } from '../../ui/banner.tsx';
import { BrokenBanner } from './broken-banner.tsx';
import { NothingOffered } from './nothing-offered.tsx';
import type { Offered } from './offered-providers.ts';
import { ProviderSection } from './provider-section.tsx';
import { integrationTexts } from './texts.ts';

interface Props {
  offered: readonly Offered[];
  own: readonly integrations.Integration[];
}

/** A section for each provider that is offered, or that was when something was connected. */
export function Providers({ offered, own }: Props) {
  const texts = useTexts(integrationTexts);
  const { confirmed } = useMember();
  const arrived = useArrival();
  const sections = integrations.scmTypes.flatMap((type) => {
    const provider = offered.find(({ scm_type }) => scm_type === type);
    const connected = own.filter(({ scm_type }) => scm_type === type);
    return provider || connected.length > 0 ? [{ type, provider, connected }] : [];
  });
  if (sections.length === 0) return <NothingOffered />;
  return (
    <>
      {!confirmed && (
        <Banner tone="warn">
          <p>{texts.unconfirmed}</p>
        </Banner>
      )}
      {sections.length > 1 && <BrokenBanner own={own} />}
      {sections.map(({ type, provider, connected }) => (
        <ProviderSection
          key={type}
          type={type}
          url={provider?.url ?? null}
          offered={provider !== undefined && confirmed}
          connected={connected}
          arrived={arrived}
        />
      ))}
    </>
  );
}
