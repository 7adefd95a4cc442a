import {
  createService,
  credentialNamed,
  listCredentials,
  renewService,
  revokeService,
  serviceScopes,
} from '../features/services/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { days, instantOf } from '../kernel/clock.ts';
import { listOf } from '../kernel/text-list.ts';
import type { Context } from '../platform/context.ts';
import { type Command, type CommandSetting, UsageError } from './command.ts';

const defaultDays = 365;
const maxOverlapSeconds = 30 * 86_400;

/** Makes a credential for one of the platform's machines and prints its secret, this once. */
export const serviceCreate: Command = async ({ ctx, args, options, say }) => {
  const [name] = args;
  const wanted = words(options.scopes);
  if (!name || wanted.length === 0) {
    throw new UsageError(
      `service create <name> --scopes A,B [--audiences X,Y] [--days N]; scopes: ${serviceScopes.join(', ')}`,
    );
  }
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
};

export const serviceList: Command = async ({ ctx, say }) => {
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
};

/** Credentials that have ended or soon will, a line each. */
export async function endingServices(ctx: Context, within: number): Promise<string[]> {
  const [now, soon] = [instantOf(ctx.now()), instantOf(ctx.now() + within)];
  const credentials = await listCredentials(ctx.reader);
  return credentials
    .filter(({ expires_at }) => expires_at !== null && expires_at <= soon)
    .map(({ name, expires_at }) =>
      expires_at !== null && expires_at <= now
        ? `the credential of ${name} ended at ${expires_at}: renew it, or revoke it`
        : `the credential of ${name} ends at ${expires_at}: loge service renew ${name} --overlap SECONDS`,
    );
}

export const serviceRenew: Command = async (setting) => {
  const { ctx, options, say } = setting;
  const credential = await named(setting, 'service renew <name or id> [--overlap SECONDS]');
  const overlap = wholeNumber(options.overlap, '--overlap', 0, maxOverlapSeconds);
  const secret = await renewService(ctx, commandActor('service renew'), credential, overlap * 1000);
  const old = overlap === 0 ? 'has stopped working' : `works for another ${overlap} seconds`;
  say(`${credential.name} has a new secret, shown this once; the old one ${old}:`);
  say(secret);
  return 0;
};

export const serviceRevoke: Command = async (setting) => {
  const credential = await named(setting, 'service revoke <name or id>');
  await revokeService(setting.ctx, commandActor('service revoke'), credential);
  setting.say(`${credential.name} is refused from its next request on.`);
  return 0;
};

async function named({ ctx, args }: CommandSetting, usage: string) {
  const [text] = args;
  if (!text) throw new UsageError(usage);
  const credential = await credentialNamed(ctx.reader, text);
  if (!credential) throw new UsageError(`there is no service "${text}"`);
  return credential;
}

const words = (text: string | undefined): string[] =>
  (text ?? '').split(/[,\s]+/).filter((word) => word !== '');

function wholeNumber(text: string | undefined, name: string, fallback: number, max: number): number {
  const number = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 0 || number > max)
    throw new UsageError(`${name} must be a whole number up to ${max}, not "${text}"`);
  return number;
}
