import * as z from 'zod/mini';
import { id, instant, pagination, requiredLine } from './primitives.ts';
import { type OAuthType, oauthTypes, type ScmType, scmTypes } from './providers.ts';
import { type Chapter, member, route } from './route.ts';
import { sshKey } from './ssh-keys.ts';

/** A member's links to their accounts at the places where their code lives (docs/contract.md#integrations). */

export const chapter: Chapter = {
  order: 4,
  routes: ['integrations'],
  name: 'Integrations',
  about: 'Links to where the member’s code lives.',
};

export { type OAuthType, oauthTypes, type ScmType, scmTypes };

/**
 * What the last check of a link found.
 * - `expiring`: the access token ends within seven days, and cannot be renewed without the member
 * - `scope_missing`: the grant lacks something that is needed, which `missing_scopes` names
 * - `organisation_blocked`: an organisation wants its single sign-on first
 * - `revoked`: the provider does not take the token any more
 * - `unreachable`: the provider did not answer
 */
export const integrationStates = [
  'ok',
  'expiring',
  'scope_missing',
  'organisation_blocked',
  'revoked',
  'unreachable',
] as const;
export type IntegrationState = (typeof integrationStates)[number];

const integration = z.object({
  id,
  scm_type: z.enum(scmTypes),
  /** Origin, without path and slash: existing clients compare it (docs/contract.md#integrations). */
  url: z.string(),
  created_at: instant,
  /** The account's id at the provider, as text. */
  uid: z.string(),
  username: z.string(),
  avatar_url: z.string(),
  email: z.nullable(z.string()),
  profile_url: z.string(),
  owner: z.object({ id, email: z.string(), username: z.string() }),
  state: z.enum(integrationStates),
  /** What the grant allows, in the provider's words; null where the provider does not say. */
  scopes: z.nullable(z.array(z.string())),
  missing_scopes: z.array(z.string()),
  /** Where an organisation's single sign-on is done, with `organisation_blocked`. */
  authorize_url: z.nullable(z.string()),
  checked_at: instant,
  last_used_at: z.nullable(instant),
  /** When the access token ends for good; null when it is renewed without the member, or never ends. */
  expires_at: z.nullable(instant),
  /** How many of the account's SSH keys were imported from there. */
  imported_keys: z.number(),
});
export type Integration = z.output<typeof integration>;

const reply = z.object({ scm_integration: integration });
/** The id of one, or the name of its type. */
const params = z.object({ id });
const accessToken = z.string().check(z.trim(), z.minLength(1, 'missing'), z.maxLength(500, 'too_long'));

export const listIntegrations = route({
  id: 'integrations.list',
  method: 'GET',
  path: '/v1/scm_integrations',
  summary: 'The account’s links to where its code lives, oldest first. No access token is ever answered.',
  auth: member('integrations:read'),
  status: 200,
  reply: z.object({ scm_integrations: z.array(integration) }),
});

export const listProviders = route({
  id: 'integrations.providers',
  method: 'GET',
  path: '/v1/scm_providers',
  summary: 'What can be linked here, and how.',
  auth: member('integrations:read'),
  status: 200,
  reply: z.object({
    scm_providers: z.array(
      z.object({
        scm_type: z.enum(scmTypes),
        /** Null where members bring it. */
        url: z.nullable(z.string()),
        /** By `authorize` and its page, or by `create` with a URL and an access token. */
        by: z.enum(['oauth', 'token']),
      }),
    ),
  }),
});

export const showIntegration = route({
  id: 'integrations.show',
  method: 'GET',
  path: '/v1/scm_integrations/:id',
  summary: 'One link, by its id or the name of its type (the oldest of that type).',
  auth: member('integrations:read'),
  params,
  status: 200,
  reply,
});

export const createIntegration = route({
  id: 'integrations.create',
  method: 'POST',
  path: '/v1/scm_integrations',
  summary: 'Link an account of a self-hosted provider by its URL and an access token.',
  auth: member('integrations:write', { confirmed: true, proof: 'fresh_by_page' }),
  body: {
    root: 'scm_integration',
    bare: true,
    schema: z.object({
      scm_type: z.enum(scmTypes, 'invalid'),
      url: z.string().check(z.trim(), z.minLength(1, 'missing'), z.maxLength(500, 'too_long')),
      access_token: accessToken,
    }),
  },
  status: 201,
  reply,
  records: ['new_integration'],
});

export const authorize = route({
  id: 'integrations.authorize',
  method: 'POST',
  path: '/v1/scm_integrations/authorizations',
  summary: 'Begin to link an account of GitHub or GitLab: where the browser is to go.',
  auth: { by: ['session'], confirmed: true, proof: 'fresh' },
  body: { root: 'authorization', schema: z.strictObject({ scm_type: z.enum(oauthTypes, 'invalid') }) },
  status: 201,
  reply: z.object({ authorization: z.object({ url: z.string(), expires_at: instant }) }),
  records: { nothing: 'nothing changes before the provider has sent the member back' },
});

export const completeAuthorization = route({
  id: 'integrations.complete',
  method: 'POST',
  path: '/v1/scm_integrations/authorizations/complete',
  summary: 'Link the account with what the provider sent the browser back with. Each state is good once.',
  auth: { by: ['session'], confirmed: true, proof: 'begun' },
  body: {
    root: 'authorization',
    schema: z.strictObject({
      /** By whose address of ours the browser came back. A code of one provider is never handed to the other (RFC 9700, 4.4). */
      scm_type: z.enum(oauthTypes, 'invalid'),
      state: z.string().check(z.minLength(1, 'missing'), z.maxLength(200, 'invalid_link')),
      /** RFC 6749, 4.1.2. */
      code: z.optional(z.string().check(z.minLength(1, 'missing'), z.maxLength(2048, 'too_long'))),
      /** RFC 6749, 4.1.2.1, such as `access_denied`. */
      error: z.optional(z.string().check(z.maxLength(200, 'too_long'))),
      /** RFC 9207. */
      iss: z.optional(z.string().check(z.maxLength(500, 'too_long'))),
    }),
  },
  status: 201,
  reply,
  errors: ['provider_refused', 'provider_unreachable'],
  records: ['new_integration'],
});

export const deleteIntegration = route({
  id: 'integrations.delete',
  method: 'DELETE',
  path: '/v1/scm_integrations/:id',
  summary: 'Disconnect, and revoke the grant at the provider.',
  auth: member('integrations:write'),
  params,
  status: 204,
  reply: null,
  records: ['delete_integration'],
});

export const checkIntegration = route({
  id: 'integrations.check',
  method: 'POST',
  path: '/v1/scm_integrations/:id/check',
  summary: 'Ask the provider now whether the link works, and what it may do.',
  auth: member('integrations:write'),
  params,
  status: 200,
  reply,
  errors: ['provider_unreachable'],
  records: { nothing: 'a finding is no change; one that a member must know of is recorded as it is found' },
});

/** Why a key of the provider's was not taken. */
export const importRefusals = ['key_taken', 'key_yours', 'refused', 'too_many'] as const;

export const importKeys = route({
  id: 'integrations.import_keys',
  method: 'POST',
  path: '/v1/scm_integrations/:id/import_keys',
  summary: 'Add the SSH keys of the account at the provider that are new here.',
  auth: member('integrations:write', { confirmed: true, contracts: true, proof: 'fresh_by_page' }),
  params,
  // The npm client sends an empty form (docs/contract.md#integrations).
  body: { root: null, form: true, schema: z.object({}) },
  status: 201,
  reply: z.object({
    keys: z.array(sshKey),
    /** Those that were left out, in the provider's order. */
    refused: z.array(z.object({ title: z.string(), reason: z.enum(importRefusals) })),
  }),
  errors: ['provider_refused', 'provider_unreachable'],
  records: ['new_key'],
});

const search = z.object({ query: z.optional(z.string().check(z.maxLength(500, 'too_long'))) });

export const searchRepositories = route({
  id: 'integrations.search_repos',
  method: 'GET',
  path: '/v1/scm_integrations/:id/search_repos',
  summary: 'Repositories that the link reaches. Words, and the qualifiers `fork:true` and `user:<name>`.',
  auth: member('integrations:read'),
  params,
  query: search,
  status: 200,
  reply: z.object({
    repositories: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        fullName: z.string(),
        url: z.string(),
        description: z.nullable(z.string()),
      }),
    ),
  }),
  errors: ['provider_refused', 'provider_unreachable'],
});

export const searchPullRequests = route({
  id: 'integrations.search_pull_requests',
  method: 'GET',
  path: '/v1/scm_integrations/:id/search_pull_requests',
  summary:
    'Pull or merge requests that the link reaches. Words, and the qualifiers `is:open`, `is:closed` and `repo:<owner>/<name>`.',
  auth: member('integrations:read'),
  params,
  query: search,
  status: 200,
  reply: z.object({
    pull_requests: z.array(
      z.object({
        id: z.number(),
        number: z.number(),
        title: z.string(),
        html_url: z.string(),
        source_repo_name: z.string(),
        source_repo_html_url: z.string(),
      }),
    ),
  }),
  errors: ['provider_refused', 'provider_unreachable'],
});

export const listOrganizations = route({
  id: 'integrations.orgs',
  method: 'GET',
  path: '/v1/scm_integrations/:id/orgs',
  summary: 'Organisations or groups that the link reaches, page by page.',
  auth: member('integrations:read'),
  params,
  query: z.object({ page: z.optional(z.string()), per_page: z.optional(z.string()) }),
  status: 200,
  reply: z.object({
    organizations: z.array(
      z.object({
        id: z.number(),
        login: z.string(),
        avatarUrl: z.string(),
        url: z.string(),
        description: z.nullable(z.string()),
      }),
    ),
    meta: z.object({ pagination }),
  }),
  errors: ['provider_refused', 'provider_unreachable'],
});

export const listBranches = route({
  id: 'integrations.branches',
  method: 'GET',
  path: '/v1/scm_integrations/:id/branches',
  summary: 'Branches of one repository, by `owner/name`.',
  auth: member('integrations:read'),
  params,
  query: z.object({ repo_name: requiredLine(300) }),
  status: 200,
  reply: z.object({ branches: z.array(z.object({ name: z.string() })) }),
  errors: ['provider_refused', 'provider_unreachable'],
});
