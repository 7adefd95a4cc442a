import * as z from 'zod/mini';
import { id, instant } from './primitives.ts';
import { oauthTypes } from './providers.ts';
import { member, route } from './route.ts';

/** Identities: a member's accounts at GitHub and GitLab that they sign in with (docs/rules.md#signing-in-with-a-provider). */

/** How many identities an account may have. */
export const maxIdentities = 10;

const identity = z.object({
  id,
  provider: z.enum(oauthTypes),
  /** Origin, such as `https://github.com`. */
  url: z.string(),
  /** The member's name there, as it was when they last came from there. */
  username: z.string(),
  created_at: instant,
  last_used_at: z.nullable(instant),
  /** Whether the operator still offers to sign in with this provider. */
  offered: z.boolean(),
});
export type Identity = z.output<typeof identity>;

export const listIdentities = route({
  id: 'identities.list',
  method: 'GET',
  path: '/v1/identities',
  summary: 'The account’s ways to sign in with a provider, oldest first, and the providers that are offered.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ identities: z.array(identity), providers: z.array(z.enum(oauthTypes)) }),
});

export const removeIdentity = route({
  id: 'identities.remove',
  method: 'DELETE',
  path: '/v1/identities/:id',
  summary: 'Sign in with this provider account no longer. The last way to sign in is not removed.',
  auth: { by: ['session'], proof: 'fresh' },
  params: z.object({ id }),
  status: 204,
  reply: null,
  records: ['identity_removed'],
});
