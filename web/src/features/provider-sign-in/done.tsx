import type { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { providerNames } from '../../api/provider-names.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { Actions } from '../../ui/actions.tsx';
import type { Completed } from './completed.ts';
import { providerSignInTexts } from './texts.ts';

interface Props {
  provider: integrations.OAuthType;
  outcome: Completed['outcome'];
}

/** It went well. Where another page follows, this is shown while that is on its way, and when it does not come. */
export function Done({ provider, outcome }: Props) {
  const { proved, connected, signedIn } = useTexts(providerSignInTexts);
  if (outcome === 'proved')
    return <EntryPage title={proved.title} intro={<span role="status">{proved.body}</span>} />;
  const isConnected = outcome === 'connected';
  return (
    <EntryPage
      title={isConnected ? connected.title(providerNames[provider]) : signedIn.title}
      intro={<span role="status">{isConnected ? connected.body : signedIn.body}</span>}
    >
      <Actions>
        <Button component={Link} to={isConnected ? paths.authorization : paths.home} variant="default">
          {isConnected ? connected.see : signedIn.go}
        </Button>
      </Actions>
    </EntryPage>
  );
}
