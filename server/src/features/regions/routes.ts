import { regions } from '@loge/protocol';
import type { Config } from '../../platform/config/config.ts';
import { bind } from '../../platform/http/bind.ts';

/** The list is never empty: an empty one crashes every regional command of the command line (docs/contract.md#regions). */
function regionsOf({
  LOGE_REGIONS: configured,
  publicUrl,
  LOGE_PLATFORM_NAME: name,
}: Config): regions.Region[] {
  if (configured.length > 0) return configured;
  const { origin } = publicUrl;
  return [
    {
      name: 'local',
      display_name: name,
      api: origin,
      database_api: origin,
      dashboard: origin,
      // Without an address a command line fails at once and asks for the password. With one, OpenSSH would leave it waiting
      // (docs/rules.md#regions-without-an-ssh-front).
      ssh: '',
      default: true,
    },
  ];
}

export const regionRoutes = [bind(regions.listRegions, async (ctx) => ({ regions: regionsOf(ctx.config) }))];
