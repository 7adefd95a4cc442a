import type { integrations } from '@loge/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { hostOf, integrationName } from '../../api/integrations.ts';
import { useTexts } from '../../i18n/texts.ts';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { useListSteps } from '../../shell/use-list-steps.ts';
import { useOpening } from '../../shell/use-opening.ts';
import { Card, CardBody } from '../../ui/card.tsx';
import { Row, Rows } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusMessage } from '../../ui/status-message.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { IntegrationItem } from './integration-item.tsx';
import { dropIntegration, putIntegration } from './put-integration.ts';
import { isOAuthType } from './scm-type.ts';
import { integrationTexts } from './texts.ts';
import { useAuthorize } from './use-authorize.ts';

const ConnectForm = lazyPart(async () => (await import('./connect-form.tsx')).ConnectForm);
const DisconnectDialog = lazyDialog(async () => (await import('./disconnect-dialog.tsx')).DisconnectDialog);

type Step = { at: 'connecting' } | { at: 'reconnecting' | 'disconnecting'; one: integrations.Integration };

interface Props {
  type: integrations.ScmType;
  /** Where it is, when it is one place. */
  url: string | null;
  /** Whether this member can connect it now. */
  offered: boolean;
  connected: readonly integrations.Integration[];
  /** The id of the integration that somebody comes from connecting. */
  arrived: string | null;
}

/** A provider: what is connected there, and connecting it. */
export function ProviderSection({ type, url, offered, connected, arrived }: Props) {
  const texts = useTexts(integrationTexts);
  const client = useQueryClient();
  const steps = useListSteps<Step>();
  const { step } = steps;
  const opening = useOpening<string>();
  const authorize = useAuthorize();
  const provider = texts.providers[type];
  const first = connected.length === 0;

  const done = (one: integrations.Integration) => {
    putIntegration(client, one);
    steps.rest(texts.said.connected(integrationName(one)));
  };
  const gone = (id: string, said: string) => {
    dropIntegration(client, id);
    steps.rest(said);
  };
  const form = isOAuthType(type) ? null : (
    <ConnectForm
      type={type}
      url={step?.at === 'reconnecting' ? step.one.url : ''}
      onConnected={done}
      onCancel={() => steps.rest()}
    />
  );
  /** To the provider's own page, or to the form: whatever connects this type. */
  const begin = (name: string, next: Step) => {
    if (isOAuthType(type)) authorize.begin(type);
    else opening.open(name, ConnectForm, () => steps.open(next));
  };
  const count = connected.length;
  // The button that opened the dialog stood in the row that is gone, and the one that connects may only have come by that.
  useEffect(() => {
    if (count === 0 && steps.said && document.activeElement === document.body) steps.button.current?.focus();
  }, [count, steps.said, steps.button]);
  const busy = (name: string) => authorize.busy || opening.coming === name;
  const connect = offered && (
    <SubmitButton
      ref={steps.button}
      variant="default"
      label={(first ? texts.connectLong : texts.anotherLong)(provider)}
      busy={busy('new')}
      onClick={() => begin('new', { at: 'connecting' })}
    >
      {first ? texts.connect : texts.another}
    </SubmitButton>
  );
  return (
    <Section
      title={provider}
      hint={url === null ? undefined : hostOf(url)}
      // Of a type that is in one place, one is connected; of the others there may be several.
      act={!first && form && step?.at !== 'connecting' && connect}
    >
      <Card>
        <StatusMessage>{steps.said}</StatusMessage>
        {authorize.error !== null && (
          <CardBody>
            <FailureBanner error={authorize.error} />
          </CardBody>
        )}
        <Rows>
          {connected.map((one) =>
            step?.at === 'reconnecting' && step.one.id === one.id ? (
              <li key={one.id}>{form}</li>
            ) : (
              <IntegrationItem
                key={one.id}
                one={one}
                arrived={one.id === arrived}
                reconnecting={busy(one.id)}
                onReconnect={offered ? () => begin(one.id, { at: 'reconnecting', one }) : undefined}
                onDisconnect={() => steps.open({ at: 'disconnecting', one })}
                onAct={steps.hush}
                onGone={() => gone(one.id, texts.said.gone)}
              />
            ),
          )}
          {step?.at === 'connecting' && <li>{form}</li>}
          {step?.at !== 'connecting' && first && (
            <li>
              <Row title={texts.gives[type]} actions={connect} />
            </li>
          )}
        </Rows>
      </Card>
      {step?.at === 'disconnecting' && (
        <DisconnectDialog
          one={step.one}
          onClose={steps.close}
          onDisconnected={(said) => gone(step.one.id, said)}
        />
      )}
    </Section>
  );
}
