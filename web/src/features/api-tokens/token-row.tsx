import type { apiTokens, applications } from '@loge/protocol';
import { Button } from '@mantine/core';
import { soonDays } from '../../api/live-tokens.ts';
import { daysUntil } from '../../i18n/day.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { appNames } from './app-names.ts';
import { momentOf } from './moment-of.ts';
import { shortAddress } from './short-address.ts';
import { tokenTexts } from './texts.ts';
import { countedScopes, TokenAccess } from './token-access.tsx';

interface Props {
  token: apiTokens.Token;
  /** The account's applications, to name those that the token is limited to. Undefined while they are loaded. */
  apps: readonly applications.Application[] | undefined;
  onRenew(): void;
  onRevoke(): void;
}

/** One token: what it may do, who used it last, until when it is good. */
export function TokenRow({ token, apps, onRenew, onRevoke }: Props) {
  const texts = useTexts(tokenTexts);
  const { name, expires_at: ends } = token;
  const days = ends === null ? null : daysUntil(ends);
  const soon = days !== null && days <= soonDays;
  const counted = countedScopes(token);
  const limits = [
    ...(counted.length > 0 ? [`${texts.may} ${counted.join(', ')}`] : []),
    ...(token.applications ? [`${texts.on} ${appNames(token.applications, apps)}`] : []),
  ];
  return (
    <li>
      <Row
        title={
          <>
            <strong>{name}</strong> <TokenAccess token={token} />
            {soon && (
              <>
                {' '}
                <StateBadge tone="warn">{texts.left(days)}</StateBadge>
              </>
            )}
          </>
        }
        facts={
          <>
            <TokenFacts token={token} />
            {limits.length > 0 && <div>{limits.join(' · ')}</div>}
          </>
        }
        actions={
          <>
            <Button
              variant={soon ? 'filled' : 'default'}
              aria-label={texts.renewLong(name)}
              onClick={onRenew}
            >
              {texts.renew}
            </Button>
            <Button variant="danger" aria-label={texts.revokeLong(name)} onClick={onRevoke}>
              {texts.revoke}
            </Button>
          </>
        }
      />
    </li>
  );
}

function TokenFacts({ token }: Pick<Props, 'token'>) {
  const texts = useTexts(tokenTexts);
  const format = useFormat();
  const { last_used_at: used, last_used_from: from, expires_at: ends, overlap_until: overlap } = token;
  return (
    <div>
      {used ? (
        <>
          {texts.used} <When at={used} inside />
          {from?.remote_ip && ` ${texts.from} ${shortAddress(from.remote_ip)}`}
          {from?.client && ` · ${from.client}`}
        </>
      ) : (
        texts.unused
      )}
      {' · '}
      {ends ? (
        <>
          {texts.until} <OnDay at={ends} />
        </>
      ) : (
        texts.never
      )}
      {overlap && ` · ${texts.overlap(momentOf(overlap, format))}`}
    </div>
  );
}
