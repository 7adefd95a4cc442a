import type { identities } from '@loge/protocol';
import { providerNames } from '../../api/provider-names.ts';

/** What an identity is called: `GitHub (zoe)`. */
export const identityName = ({ provider, username }: identities.Identity): string =>
  `${providerNames[provider]} (${username})`;
