import type { IntegrationErrorTexts } from '../../api/error-words.ts';

export const texts: IntegrationErrorTexts = {
  url_unreadable: 'This is not the address of a provider. One looks like https://git.example.com.',
  url_refused:
    'This address leads into a network that Loge does not call. If it should, ask the people who run this platform.',
  url_unreachable: 'Nothing answers at this address just now. Check it, or try again later.',
  url_of_other_software:
    'Something answers at this address, but not what you chose above. Check the address and the kind of provider.',
  token_refused: 'The provider does not accept this access token. It may have ended, or be cut short.',
  token_of_no_person: 'This access token is that of a bot, a project or a group. Take one of your own.',
  token_lacks_scopes: ({ scopes = [] }) =>
    scopes.length > 0
      ? `This access token lacks ${scopes.join(', ')}. Make one that has ${scopes.length === 1 ? 'it' : 'them'}.`
      : 'This access token may not do all that is needed.',
  token_blocked:
    'An organisation asks for its single sign-on first. Authorise the access token there, then try again.',
  linked_elsewhere: 'This account is linked to another account of this platform. Disconnect it there first.',
  by_oauth_only: 'This provider is connected by its own page, without an access token.',
  not_offered: 'This provider is not offered on this platform any more. Reload the page.',
  authorization_denied: 'You did not allow the access, so nothing was connected.',
  another_identity: 'That is another account at the provider than the one that signs you in here.',
  last_way_in: 'This is your only way to sign in. Set a password or add a passkey first.',
  authorization_failed: 'The provider did not complete this, so nothing was connected. Begin again.',
};
