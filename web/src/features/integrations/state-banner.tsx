import type { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { hostOf, integrationName } from '../../api/integrations.ts';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Banner, type Tone } from '../../ui/banner.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { httpAddress } from './http-address.ts';
import { integrationTexts } from './texts.ts';

export const toneOf = (state: integrations.IntegrationState): Tone =>
  state === 'ok' ? 'good' : state === 'revoked' ? 'bad' : 'warn';

interface Props {
  one: integrations.Integration;
  checking: boolean;
  reconnecting: boolean;
  onCheck(): void;
  /** Undefined where the provider is not offered any more. */
  onReconnect: (() => void) | undefined;
}

/** What is wrong with a link, in one sentence, and the one act that helps. Nothing while it works. */
export function StateBanner({ one, checking, reconnecting, onCheck, onReconnect }: Props) {
  const texts = useTexts(integrationTexts);
  const name = integrationName(one);
  if (one.state === 'ok') return null;
  const authorizeAt = httpAddress(one.authorize_url);
  const check = (
    <SubmitButton variant="default" label={texts.checkLong(name)} busy={checking} onClick={onCheck}>
      {texts.check}
    </SubmitButton>
  );
  const act =
    one.state === 'unreachable'
      ? check
      : one.state === 'organisation_blocked'
        ? authorizeAt && (
            <Button
              component="a"
              variant="default"
              href={authorizeAt}
              target="_blank"
              rel="noopener noreferrer"
            >
              {texts.authorize}
              <Hidden> {texts.newWindow}</Hidden>
            </Button>
          )
        : onReconnect && (
            <SubmitButton
              variant="default"
              label={texts.reconnectLong(name)}
              busy={reconnecting}
              onClick={onReconnect}
            >
              {texts.reconnect}
            </SubmitButton>
          );
  return (
    <Banner tone={toneOf(one.state)} act={act}>
      <p>
        <StateWords one={one} />
      </p>
    </Banner>
  );
}

function StateWords({ one }: Pick<Props, 'one'>): ReactNode {
  const { states } = useTexts(integrationTexts);
  const { state, expires_at: ends } = one;
  switch (state) {
    case 'expiring':
      if (ends === null) return states.expiring.body;
      return (
        <>
          {states.expiring.on} <OnDay at={ends} />. {states.expiring.renew}
        </>
      );
    case 'scope_missing':
      return states.scope_missing.body(one.missing_scopes);
    case 'revoked':
    case 'unreachable':
      return states[state].body(hostOf(one.url));
    default:
      return states[state].body;
  }
}
