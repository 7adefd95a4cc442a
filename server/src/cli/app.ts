import { accountByLogin } from '../features/accounts/feature.ts';
import { registerApplication, removeApplication } from '../features/applications/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { type Command, UsageError } from './command.ts';

/** Tells Loge who owns an application of the platform; again, when that changed. */
export const appRegister: Command = async ({ ctx, args, options, say }) => {
  const [id, name] = args;
  if (!id || !name || !options.owner) {
    throw new UsageError('app register <id> <name> --owner <e-mail or username> [--url https://…] [--hds]');
  }
  const owner = await accountByLogin(ctx.reader, options.owner);
  if (!owner) throw new UsageError(`there is no member "${options.owner}"`);
  const url = options.url ?? null;
  if (url !== null && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError('--url must begin with https:// or http://');
  }
  await registerApplication(ctx, commandActor('app register'), {
    id,
    name,
    account_id: owner.id,
    url,
    hds: options.hds ?? false,
  });
  say(`${name} (${id}) belongs to ${owner.username}.`);
  return 0;
};

export const appRemove: Command = async ({ ctx, args, say }) => {
  const [id] = args;
  if (!id) throw new UsageError('app remove <id>');
  if (!(await removeApplication(ctx, commandActor('app remove'), id))) {
    throw new UsageError(`there is no application "${id}"`);
  }
  say(`${id} is no longer known.`);
  return 0;
};
