import { accountById, accountByLogin, confirmAddress } from '../../features/accounts/feature.ts';
import { createToken } from '../../features/api-tokens/feature.ts';
import { putPassword } from '../../features/authentication/password/feature.ts';
import { createOperator, signUp } from '../../features/authentication/sign-up/feature.ts';
import { adoptTotp, otpauthUri } from '../../features/authentication/two-factor/feature.ts';
import { updateAccount } from '../../features/profile/feature.ts';
import { type Actor, commandActor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';

/** A person to sign in as. The passphrases are printed at each start, because the demo has no secrets. */
interface DemoPerson {
  readonly who: string;
  readonly email: string;
  readonly username: string;
  readonly passphrase: string;
}

export const demoPeople: readonly DemoPerson[] = [
  { who: 'Member', email: 'zoe@atelier.example', username: 'zoe', passphrase: 'warm paper quiet desk' },
  { who: 'Member', email: 'malik@studio.example', username: 'malik', passphrase: 'seven keys by the door' },
  {
    who: 'Operator',
    email: 'ines@platform.example',
    username: 'ines',
    passphrase: 'the lamp on the landing',
  },
];

/**
 * The operator's TOTP secret, because operators are always asked for a code (docs/rules.md#making-an-operator). It is
 * printed at each start, like the passphrases.
 */
const operatorSecret = 'LOGEDEMOLOGEDEMOLOGEDEMOLOGEDEMO';

/** The `otpauth:` address for an authenticator app, which makes the codes for signing in as the operator. */
export const demoOtpauth = (platformName: string): string => otpauthUri(operatorSecret, platformName, 'ines');

const details: Record<string, Parameters<typeof updateAccount>[3]> = {
  zoe: {
    fullname: 'Zoé Ünal',
    company: 'Atelier Œuvre',
    location: 'Strasbourg, France',
    role: 'developer',
    account_type: 'professional',
    email_newsletter: true,
    preferences: { time_zone: 'Europe/Paris', locale: 'en', logs_font_size: '13' },
  },
  malik: {
    fullname: 'Malik Okafor',
    location: 'Lyon, France',
    role: 'devops',
    account_type: 'personal',
    preferences: { time_zone: 'Europe/Paris', locale: 'fr', theme: 'dark' },
  },
  ines: {
    fullname: 'Inès Moreau',
    company: 'Platform team',
    role: 'system_administrator',
    account_type: 'professional',
    preferences: { time_zone: 'Europe/Paris', locale: 'en' },
  },
};

/**
 * Makes the demo's two members and its operator, through the use cases that people use. An account that exists already
 * stays as it is, because an earlier start may have been stopped half-way.
 */
export async function seedDemo(ctx: Context): Promise<void> {
  const actor = commandActor('serve --demo');
  for (const person of demoPeople) {
    if (await accountByLogin(ctx.reader, person.username)) continue;
    const id = await (person.who === 'Operator' ? makeOperator : makeMember)(ctx, actor, person);
    // Malik has not confirmed his address yet, so that the demo shows the home page of such a member.
    if (person.username !== 'malik') await confirm(ctx, actor, id);
    const account = await updateAccount(ctx, actor, await present(ctx, id), details[person.username] ?? {});
    if (person.username === 'zoe') await createToken(ctx, actor, account, 'laptop cli');
  }
}

async function makeMember(ctx: Context, actor: Actor, person: DemoPerson): Promise<string> {
  const { email, username, passphrase: password } = person;
  const locale = username === 'malik' ? 'fr' : 'en';
  const user = await signUp(ctx, actor, { email, username, password, locale }, actor);
  return user.id;
}

async function makeOperator(ctx: Context, actor: Actor, person: DemoPerson): Promise<string> {
  const { account } = await createOperator(ctx, actor, person);
  const hash = await ctx.hasher.hash(person.passphrase);
  await ctx.write(actor, (tx) => putPassword(tx, account.id, hash, person.passphrase));
  await adoptTotp(ctx, actor, account, operatorSecret);
  return account.id;
}

async function confirm(ctx: Context, actor: Actor, id: string): Promise<void> {
  const account = await present(ctx, id);
  await ctx.write(actor, async (tx) => {
    await confirmAddress(tx, account);
    await tx.record({
      type: 'email_confirmed',
      accountId: id,
      data: { email: account.email, remote_ip: null },
    });
  });
}

async function present(ctx: Context, id: string) {
  const account = await accountById(ctx.reader, id);
  if (!account) throw new Error('a demo account is missing');
  return account;
}
