import { listCredentials } from '../features/services/feature.ts';
import { instantOf } from '../kernel/clock.ts';
import { listOf } from '../kernel/text-list.ts';
import { onPlatform } from './command-line/command.ts';

export const serviceList = onPlatform({
  words: 'service list',
  args: [],
  options: {},
  about: 'lists the credentials that are not revoked',
  access: 'read',
  async run({ ctx, say }) {
    const credentials = await listCredentials(ctx.reader);
    if (credentials.length === 0) say('There are no service credentials. Make one with: loge service create');
    const now = instantOf(ctx.now());
    for (const { id, name, scopes, audiences, expires_at, last_used_at } of credentials) {
      const facts = [
        listOf(scopes).join(' '),
        ...(audiences === '[]' ? [] : [`for ${listOf(audiences).join(' ')}`]),
        expires_at === null ? 'never expires' : `${expires_at <= now ? 'expired' : 'until'} ${expires_at}`,
        last_used_at === null ? 'not used yet' : `last used ${last_used_at}`,
      ];
      say(`${name}  ${id}  ${facts.join(' · ')}`);
    }
    return 0;
  },
});
