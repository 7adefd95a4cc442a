import { createService, credentialNamed, serviceScopes } from '../features/services/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { days, instantOf } from '../kernel/clock.ts';
import { onPlatform, UsageError } from './command-line/command.ts';
import { wholeNumber } from './command-line/whole-number.ts';

const defaultDays = 365;

export const serviceCreate = onPlatform({
  words: 'service create',
  args: ['<name>'],
  options: {
    scopes: { value: 'A,B', needed: true, about: `what it may: ${serviceScopes.join(', ')}` },
    audiences: { value: 'X,Y', about: 'names that introspection answers it for' },
    days: { value: 'N', about: `how long it is good (${defaultDays})` },
  },
  about: "makes a credential for one of the platform's machines; prints its secret, this once",
  access: 'change',
  async run({ ctx, args: [name], options, say }) {
    const wanted = words(options.scopes);
    if (wanted.length === 0)
      throw new UsageError(`--scopes names none; there are ${serviceScopes.join(', ')}`);
    const scopes = wanted.map((text) => {
      const scope = serviceScopes.find((known) => known === text);
      if (!scope) throw new UsageError(`there is no scope "${text}"; there are ${serviceScopes.join(', ')}`);
      return scope;
    });
    if (await credentialNamed(ctx.reader, name))
      throw new UsageError(`there is a service "${name}" already: renew or revoke it`);
    const expiresAt = instantOf(ctx.now() + days(wholeNumber(options.days, '--days', defaultDays, 3650)));
    const { id, secret } = await createService(ctx, commandActor('service create'), {
      name,
      scopes,
      audiences: words(options.audiences),
      expiresAt,
    });
    say(`${name} (${id}) may ${scopes.join(', ')} until ${expiresAt}. Its secret, shown this once:`);
    say(secret);
    return 0;
  },
});

const words = (text: string | undefined): string[] =>
  (text ?? '').split(/[,\s]+/).filter((word) => word !== '');
