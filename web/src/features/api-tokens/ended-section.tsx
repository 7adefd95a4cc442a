import type { apiTokens } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { liveTokens } from '../../api/live-tokens.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { ListSection } from '../../shell/list-section.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { tokenTexts } from './texts.ts';
import { endedTokens } from './token-queries.ts';

/** Lists the tokens that ended lately. Shows nothing when there are none. */
export function EndedSection() {
  const { ended: texts } = useTexts(tokenTexts);
  const found = useQuery(endedTokens);
  // The list stands below the live tokens, so it waits for them. Otherwise they would push it down while somebody reads it.
  const { isPending: above } = useQuery(liveTokens);
  if (above || !(found.isError || found.data?.length)) return null;
  return (
    <ListSection
      title={texts.title}
      found={found}
      coming={null}
      empty={null}
      row={(token) => <EndedRow key={token.id} token={token} />}
    />
  );
}

function EndedRow({ token }: { token: apiTokens.Token }) {
  const { ended: texts } = useTexts(tokenTexts);
  const { name, state, revoked_at: revoked, expires_at: expired, last_used_at: used } = token;
  const word = state === 'revoked' ? texts.revoked : texts.expired;
  const at = state === 'revoked' ? revoked : expired;
  return (
    <li>
      <Row
        title={<strong>{name}</strong>}
        facts={
          <>
            {word} {at && <When at={at} inside />}
            {' · '}
            {used ? (
              <>
                {texts.used} <When at={used} inside />
              </>
            ) : (
              texts.never
            )}
          </>
        }
        actions={<StateBadge tone="plain">{word}</StateBadge>}
      />
    </li>
  );
}
