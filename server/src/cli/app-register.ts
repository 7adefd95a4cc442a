import { accountByLogin } from '../features/accounts/feature.ts';
import { registerApplication } from '../features/applications/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

/** The command is run again when owner, name or address changed. */
export const appRegister = onPlatform({
  words: 'app register',
  args: ['<id>', '<name>'],
  options: {
    owner: { value: 'LOGIN', needed: true, about: 'e-mail or username of the member who owns it' },
    url: { value: 'URL', about: 'where it is managed' },
    hds: { about: 'it holds health data' },
  },
  about: 'tells Loge who owns an application: its owner is not deleted before it is gone',
  access: 'change',
  async run({ ctx, args: [id, name], options, say }) {
    const owner = await accountByLogin(ctx.reader, options.owner);
    if (!owner) throw new UsageError(`there is no member "${options.owner}"`);
    const url = options.url ?? null;
    if (url !== null && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
      throw new UsageError('--url must begin with https:// or http://');
    }
    const application = { id, name, account_id: owner.id, url, hds: options.hds };
    await registerApplication(ctx, commandActor('app register'), application);
    say(`${name} (${id}) belongs to ${owner.username}.`);
    return 0;
  },
});
