import { scopes } from '@loge/protocol';
import type { Config } from '../../platform/config/config.ts';

/** Every scope that a token can be limited to: the account's own and the platform's. */
export const knownScopes = ({ LOGE_TOKEN_SCOPES }: Config): ReadonlySet<string> =>
  new Set<string>([...scopes, ...LOGE_TOKEN_SCOPES.map(({ name }) => name)]);
