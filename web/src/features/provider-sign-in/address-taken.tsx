import type { integrations } from '@loge/protocol';
import { Button } from '@mantine/core';
import { providerNames } from '../../api/provider-names.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths, signInTo } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { Actions } from '../../ui/actions.tsx';
import type { Completed } from './completed.ts';
import { providerSignInTexts } from './texts.ts';

interface Props {
  provider: integrations.OAuthType;
  known: Completed['sign_up'];
}

/** The address that the provider has verified is an account's, which this provider account does not sign in to. */
export function AddressTaken({ provider, known }: Props) {
  const { taken: texts } = useTexts(providerSignInTexts);
  const name = providerNames[provider];
  const body = texts.body(known?.email ?? '', name, known?.provider_username ?? '');
  return (
    <EntryPage title={texts.title} intro={<span role="status">{body}</span>}>
      <p>{texts.first(name)}</p>
      <Actions>
        <Button component={Link} to={signInTo(paths.authorization)}>
          {texts.signIn}
        </Button>
      </Actions>
      <p>
        {texts.none} <Link to={paths.forgottenPassword}>{texts.set}</Link>
      </p>
    </EntryPage>
  );
}
