import { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { integrationName } from '../../api/integrations.ts';
import { sshKeysQuery } from '../../api/ssh-keys.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { httpAddress } from './http-address.ts';
import { ImportResult } from './import-result.tsx';
import { Initial } from './initial.tsx';
import { IntegrationFacts } from './integration-facts.tsx';
import styles from './integration-item.module.css';
import { placeId } from './integration-place.ts';
import { OutsideLink } from './outside-link.tsx';
import { putIntegration, refreshIntegrations } from './put-integration.ts';
import { StateBanner, toneOf } from './state-banner.tsx';
import { integrationTexts } from './texts.ts';

interface Props {
  one: integrations.Integration;
  /** Somebody comes from connecting it. */
  arrived: boolean;
  /** The provider's page, or the form for another token, is on its way. */
  reconnecting: boolean;
  /** Undefined where the provider is not offered any more. */
  onReconnect: (() => void) | undefined;
  onDisconnect(): void;
  /** It is being checked, or its keys imported. */
  onAct(): void;
  /** It turned out to be disconnected already. */
  onGone(): void;
}

/** One connected account: whose, its state, what it may do, and what can be done with it. */
export function IntegrationItem(props: Props) {
  const { one, arrived, reconnecting, onReconnect, onDisconnect, onAct, onGone } = props;
  const texts = useTexts(integrationTexts);
  const client = useQueryClient();
  const place = useRef<HTMLDivElement>(null);
  const { id, state, username } = one;
  const name = integrationName(one);
  const onError = (error: Error) => {
    if (asApiError(error).code === 'not_found') onGone();
    // What the provider answered may have changed the link's state.
    else refreshIntegrations(client);
  };
  const check = useMutation({
    mutationFn: () => call(integrations.checkIntegration, { params: { id } }),
    onSuccess: ({ scm_integration }) => putIntegration(client, scm_integration),
    onError,
  });
  const importing = useMutation({
    mutationFn: () => withProof(() => call(integrations.importKeys, { params: { id }, body: {} })),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: sshKeysQuery.queryKey });
      refreshIntegrations(client);
    },
    onError,
  });
  // What came of one act is not said beside what came of the next.
  const startCheck = () => {
    onAct();
    importing.reset();
    check.mutate();
  };
  const startImport = () => {
    onAct();
    check.reset();
    importing.mutate();
  };
  useEffect(() => {
    if (!arrived) return;
    // After the frame, which gives the focus to the page that somebody came to.
    const frame = requestAnimationFrame(() => place.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [arrived]);
  const checked = check.isSuccess;
  // The button that was pressed stood beside a state that is over.
  useEffect(() => {
    if (checked && document.activeElement === document.body) place.current?.focus();
  }, [checked]);
  const profile = httpAddress(one.profile_url);
  const failure = check.error ?? importing.error;
  return (
    <li>
      <div ref={place} id={placeId(id)} className={styles.item} tabIndex={-1}>
        <Row
          title={
            <span className={styles.account}>
              <Initial name={username} />
              <strong translate="no">
                {profile === null ? username : <OutsideLink to={profile}>{username}</OutsideLink>}
              </strong>
              <StateBadge tone={toneOf(state)}>{texts.states[state].badge}</StateBadge>
            </span>
          }
          facts={<IntegrationFacts one={one} />}
        />
        <div className={styles.notes}>
          <StateBanner
            one={one}
            checking={check.isPending}
            reconnecting={reconnecting}
            onCheck={startCheck}
            onReconnect={onReconnect}
          />
          {failure && <FailureBanner error={failure} />}
          {importing.data && <ImportResult imported={importing.data} />}
        </div>
        <div className={styles.foot}>
          <p className={styles.said} role="status">
            {checked ? texts.said.checked : arrived && !importing.data ? texts.said.connected(name) : null}
          </p>
          <div className={styles.acts}>
            {state !== 'revoked' && (
              <SubmitButton
                variant="default"
                label={texts.importLong(name)}
                busy={importing.isPending}
                onClick={startImport}
              >
                {texts.importKeys}
              </SubmitButton>
            )}
            {state !== 'unreachable' && (
              <SubmitButton
                variant="default"
                label={texts.checkLong(name)}
                busy={check.isPending}
                onClick={startCheck}
              >
                {texts.check}
              </SubmitButton>
            )}
            <Button variant="danger" aria-label={texts.disconnectLong(name)} onClick={onDisconnect}>
              {texts.disconnect}
            </Button>
          </div>
        </div>
      </div>
    </li>
  );
}
