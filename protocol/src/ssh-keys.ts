import * as z from 'zod/mini';
import { id, instant, requiredLine } from './primitives.ts';
import { type Chapter, member, route, service } from './route.ts';

/**
 * SSH keys (docs/contract.md#ssh-keys), and the platform's machines that ask whose one is (docs/rules.md#ssh-key-lookup,
 * docs/rules.md#taking-over-a-key).
 */

const disabledReasons = ['member', 'undo', 'deletion'] as const;
/** The most SSH keys that one account can have. */
export const maxKeys = 100;
/** SSHSIG namespace of a claim's signature. A signature for Loge passes nowhere else, and none for others passes here. */
export const claimNamespace = 'loge';

export const sshKey = z.object({
  id,
  name: z.string(),
  /** OpenSSH public key line: type, base64, and the comment when there is one. */
  content: z.string(),
  /** MD5, hex pairs with colons. */
  fingerprint: z.string(),
  created_at: instant,
  owner: z.object({ id, email: z.string(), username: z.string() }),
  /** `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it. */
  fingerprint_sha256: z.string(),
  /** The type as the key's line says it, such as `ssh-ed25519`. */
  type: z.string(),
  bits: z.number(),
  /** From then on the key opens nothing; null means that it does not expire. */
  expires_at: z.nullable(instant),
  last_used_at: z.nullable(instant),
  disabled_at: z.nullable(instant),
  disabled_because: z.nullable(z.enum(disabledReasons)),
});
export type SshKey = z.output<typeof sshKey>;

const keyParams = z.object({ id });
const keyReply = z.object({ key: sshKey });
const name = requiredLine(200);
/** The pasted text: one public key in any of the common forms. */
const content = z.string().check(z.minLength(1, 'missing'), z.maxLength(32_768, 'too_long'));
const expiry = z.optional(z.nullable(z.string()));

export const chapter: Chapter = {
  order: 3,
  name: 'SSH keys',
  about: 'Keys that open the platform’s git and logins.',
  routes: ['keys'],
};

export const listKeys = route({
  id: 'keys.list',
  method: 'GET',
  path: '/v1/keys',
  summary: 'The account’s SSH keys, oldest first.',
  auth: member('keys:read'),
  status: 200,
  reply: z.object({ keys: z.array(sshKey) }),
});

export const showKey = route({
  id: 'keys.show',
  method: 'GET',
  path: '/v1/keys/:id',
  summary: 'One SSH key.',
  auth: member('keys:read'),
  params: keyParams,
  status: 200,
  reply: keyReply,
});

export const addKey = route({
  id: 'keys.create',
  method: 'POST',
  path: '/v1/keys',
  summary: 'Add an SSH key. OpenSSH, RFC 4716, PKCS#8 and PuTTY public forms are read; refused ones say why.',
  auth: member('keys:write', { confirmed: true, contracts: true, proof: 'fresh_by_page' }),
  body: { root: 'key', bare: true, schema: z.object({ name, content, expires_at: expiry }) },
  tooLarge: 'content',
  status: 201,
  reply: keyReply,
  records: ['new_key'],
});

export const editKey = route({
  id: 'keys.update',
  method: 'PATCH',
  path: '/v1/keys/:id',
  summary:
    'Rename an SSH key, or change when it expires: sooner at once, later with the proof that adding one takes.',
  auth: member('keys:write'),
  params: keyParams,
  body: {
    root: 'key',
    bare: true,
    schema: z.strictObject({ name: z.optional(name), expires_at: expiry }),
  },
  status: 200,
  reply: keyReply,
  errors: ['proof_required', 'account_unconfirmed'],
  records: ['edit_key'],
});

export const removeKey = route({
  id: 'keys.delete',
  method: 'DELETE',
  path: '/v1/keys/:id',
  summary: 'Remove an SSH key; the next connection with it is refused.',
  auth: member('keys:write'),
  params: keyParams,
  status: 204,
  reply: null,
  records: ['delete_key'],
});

export const enableKey = route({
  id: 'keys.enable',
  method: 'POST',
  path: '/v1/keys/:id/enable',
  summary: 'Let a disabled SSH key open things again.',
  auth: member('keys:write', { confirmed: true, proof: 'fresh_by_page' }),
  params: keyParams,
  status: 200,
  reply: keyReply,
  records: ['key_enabled'],
});

export const beginClaim = route({
  id: 'keys.begin_claim',
  method: 'POST',
  path: '/v1/keys/claims',
  summary: 'Ask for a challenge that proves, signed with a key that is on another account, that it is yours.',
  auth: member('keys:write', { confirmed: true, proof: 'fresh_by_page' }),
  body: { root: 'claim', bare: true, schema: z.strictObject({ content }) },
  tooLarge: 'content',
  status: 201,
  reply: z.object({
    claim: z.object({
      challenge: z.string(),
      /** The SSHSIG namespace, given as `-n` to `ssh-keygen -Y sign`. */
      namespace: z.string(),
      expires_at: instant,
    }),
  }),
  records: ['key_claim_begun'],
});

export const proveClaim = route({
  id: 'keys.prove_claim',
  method: 'POST',
  path: '/v1/keys/claims/proof',
  summary: 'Take over a key by the challenge’s SSH signature (`ssh-keygen -Y sign`); both accounts are told.',
  auth: member('keys:write', { confirmed: true, contracts: true, proof: 'fresh_by_page' }),
  body: {
    root: 'claim',
    bare: true,
    schema: z.strictObject({
      name,
      challenge: z.string().check(z.minLength(1, 'missing'), z.maxLength(500, 'too_long')),
      signature: z.string().check(z.minLength(1, 'missing'), z.maxLength(16_384, 'too_long')),
    }),
  },
  status: 201,
  reply: keyReply,
  records: ['key_reclaimed', 'key_lost'],
});

/** `SHA256:` and 43 characters of base64. */
const fingerprint = z.string().check(z.regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'invalid'));
const asked = { root: 'ssh', bare: true, schema: z.strictObject({ fingerprint }) } as const;
const keyOwner = z.object({ id, username: z.string() });

export const lookUpKey = route({
  id: 'ssh.lookup',
  method: 'POST',
  path: '/v1/ssh/lookup',
  summary: 'The key with a fingerprint and whose it is, for sshd; 404 when it opens nothing.',
  auth: service('ssh:lookup'),
  body: asked,
  status: 200,
  reply: z.object({
    ssh: z.object({
      key_id: id,
      /** Type and base64 of the key, without its comment. */
      key: z.string(),
      account: keyOwner,
      expires_at: z.nullable(instant),
    }),
  }),
  errors: ['not_found'],
  records: { nothing: 'changes only the key’s use mark, which is touched' },
});

export const logInByKey = route({
  id: 'ssh.login',
  method: 'POST',
  path: '/v1/ssh/login',
  summary: 'A five-minute JWT for the owner of a key that the SSH front has just verified.',
  auth: service('ssh:login'),
  body: asked,
  status: 200,
  reply: z.object({ token: z.string(), account: keyOwner }),
  errors: ['not_found'],
  records: { nothing: 'changes only the key’s use mark, which is touched' },
});
