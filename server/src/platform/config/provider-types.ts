import { integrations } from '@loge/protocol';
import { ConfigError } from './config-error.ts';
import type { Setting } from './setting.ts';

/** The types of providers that are linked by their URL and an access token. */
const byToken = integrations.scmTypes.filter(
  (type) => !integrations.oauthTypes.some((oauth) => oauth === type),
);

/** Which of them are offered. */
export const tokenTypes: Setting<integrations.ScmType[]> = {
  about: `Providers of code that members may connect by URL and access token, comma-separated, of ${byToken.join(', ')}; none: none of them.`,
  default: byToken.join(','),
  parse(value, name) {
    if (value.trim() === 'none') return [];
    return value.split(',').map((part) => {
      const type = byToken.find((known) => known === part.trim());
      if (!type) throw new ConfigError(`${name}: "${part.trim()}" is none of ${byToken.join(', ')}`);
      return type;
    });
  },
};
