import type { integrations } from '@loge/protocol';
import type { ReactNode } from 'react';
import { hostOf } from '../../api/integrations.ts';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import styles from './integration-item.module.css';
import { integrationTexts } from './texts.ts';

/** Where, since when, how it is, and what it may do there. */
export function IntegrationFacts({ one }: { one: integrations.Integration }) {
  const { facts, states } = useTexts(integrationTexts);
  const { url, state, created_at, checked_at, last_used_at: used, expires_at: ends } = one;
  return (
    <div className={styles.facts}>
      {state === 'ok' && <div>{states.ok.body}</div>}
      <div>
        {hostOf(url)} · {facts.connected} <When at={created_at} inside />
        {ends && (
          <>
            {' · '}
            {facts.until} <OnDay at={ends} />
          </>
        )}
        {' · '}
        {facts.checked} <When at={checked_at} inside />
        {' · '}
        {used ? (
          <>
            {facts.used} <When at={used} inside />
          </>
        ) : (
          facts.unused
        )}
      </div>
      <div>
        <Permissions scopes={one.scopes} />
      </div>
    </div>
  );
}

function Permissions({ scopes }: Pick<integrations.Integration, 'scopes'>): ReactNode {
  const { facts } = useTexts(integrationTexts);
  if (scopes === null) return facts.mayUnknown;
  if (scopes.length === 0) return facts.mayNothing;
  return (
    <>
      {facts.may} <span translate="no">{scopes.join(', ')}</span>
    </>
  );
}
