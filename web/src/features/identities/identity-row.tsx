import type { identities } from '@loge/protocol';
import { Button } from '@mantine/core';
import { providerNames } from '../../api/provider-names.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { identityName } from './identity-name.ts';
import { identityTexts } from './texts.ts';

interface Props {
  identity: identities.Identity;
  onRemove(): void;
}

/** One provider account: whose, since when, and whether it still signs in. */
export function IdentityRow({ identity, onRemove }: Props) {
  const texts = useTexts(identityTexts);
  const { provider, username, created_at, last_used_at: used, offered } = identity;
  return (
    <li>
      <Row
        title={
          <>
            <strong>{providerNames[provider]}</strong> · <span translate="no">{username}</span>
            {!offered && (
              <>
                {' '}
                <StateBadge tone="warn">{texts.notOffered}</StateBadge>
              </>
            )}
          </>
        }
        facts={
          <>
            {texts.connected} <When at={created_at} inside />
            {' · '}
            {used ? (
              <>
                {texts.used} <When at={used} inside />
              </>
            ) : (
              texts.unused
            )}
            {!offered && <div>{texts.notOfferedFacts}</div>}
          </>
        }
        actions={
          <Button variant="danger" aria-label={texts.removeLong(identityName(identity))} onClick={onRemove}>
            {texts.remove}
          </Button>
        }
      />
    </li>
  );
}
