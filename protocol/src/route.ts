import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';
import type { EventType } from './events.ts';

/**
 * A route as data: what the server validates and binds, the web calls, OpenAPI publishes and
 * `protocol.test.ts` attacks. There is no other description of the API.
 */
type Method = (typeof methods)[number];
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * How a caller may show who they are.
 * - `session`: the `__Host-` cookie of a signed-in page
 * - `bearer`: a JWT got from an API token
 * - `password`: Basic `username-or-email:password` (with `X-Authorization-OTP` when a second factor is on)
 * - `token`: Basic `:api-token`, for the exchange and for revoking itself only (docs/contract.md#credentials)
 * - `service`: Bearer `loge-svc-…`, the credential of one of the platform's own machines
 * - `client`: the same as Basic `name:loge-svc-…`, where a standard asks for it (RFC 6749, 2.3.1)
 */
export type CredentialKind = 'session' | 'bearer' | 'password' | 'token' | 'service' | 'client';

/** Credentials that travel in `Authorization: Basic`. */
export const basicKinds: readonly CredentialKind[] = ['password', 'token', 'client'];
/** Credentials of machines. */
const machineKinds: readonly CredentialKind[] = ['service', 'client'];

/** Loge's own scopes, to which an API token can be limited. The platform declares more in its configuration. */
export const scopes = [
  'account:read',
  'account:write',
  'keys:read',
  'keys:write',
  'tokens:read',
  'tokens:write',
  'events:read',
  'integrations:read',
  'integrations:write',
  'hds:read',
  'hds:write',
] as const;
export type Scope = (typeof scopes)[number];

/** What a service credential may do (docs/rules.md#service-credentials). */
export const serviceScopes = [
  'apps:write',
  'contracts:write',
  'ssh:lookup',
  'ssh:login',
  'tokens:introspect',
  'hds:read',
  'hds:write',
] as const;
export type ServiceScope = (typeof serviceScopes)[number];

export interface Auth {
  /** Credentials that open the route; empty means that anybody may call it. */
  readonly by: readonly CredentialKind[];
  /** The route looks at a credential that is present. Whether it needs one depends on the body. */
  readonly optional?: boolean;
  /** The scope that a restricted token must carry. */
  readonly scope?: Scope;
  /** The scope that a service credential must carry. Each route that takes such a credential names one. */
  readonly service?: ServiceScope;
  /** Only operators with a second factor may call the route, and never by a restricted token (docs/rules.md#admin-routes). */
  readonly operator?: boolean;
  /** Refused with `account_unconfirmed` until the e-mail address is confirmed. */
  readonly confirmed?: boolean;
  /** Refused with `contracts_overdue` while a required contract is, where the operator says so (docs/rules.md#acceptance). */
  readonly contracts?: boolean;
  /** How fresh the proof of the person must be. */
  readonly proof?: Proof;
  /** Changes what the browser's cookie means (sign-in, sign-up by page), so it must come from our own pages. */
  readonly sameOrigin?: boolean;
}

/**
 * The account that a page shows, told with every call of it: a session that is another account's by then, since
 * somebody signed in in another tab, is refused with `other_account` (docs/rules.md#whose-page).
 */
export const accountHeader = 'loge-account';

/**
 * Fresh proof: that the person, not only their cookie or token, is there (ASVS 7.5.1; docs/rules.md#fresh-proof). By page
 * it is given once and good for ten minutes in that session; other credentials give it in the request itself:
 * `current_password` in the body and, when a second factor is on, `X-Authorization-OTP`.
 * - `fresh`: always.
 * - `fresh_or_new_token`: as `fresh`, or a JWT of a token that was made by password within ten minutes: existing
 *   clients cannot send more (docs/rules.md#proof-by-api).
 * - `fresh_by_page`: by page as `fresh`; other credentials are enough by themselves: existing clients cannot send more.
 * - `fresh_or_code`: by page as `fresh`; by bearer the body's own one-time code is the proof (docs/contract.md#two-factor).
 * - `begun`: continues what the same credential began with proof within ten minutes.
 * - `for_credentials`: as `fresh` where the body names an e-mail address or a password; answered with 422 on
 *   `current_password` (docs/contract.md#account-changes).
 */
const proofs = [
  'fresh',
  'fresh_or_new_token',
  'fresh_by_page',
  'fresh_or_code',
  'begun',
  'for_credentials',
] as const;
export type Proof = (typeof proofs)[number];

/** `Auth` whose type still says which credentials open the route. */
type AuthBy<Kind extends CredentialKind> = Auth & { readonly by: readonly Kind[] };

export const anyone: AuthBy<never> = { by: [] };
/** One of the platform's machines. */
export const service = (scope: ServiceScope): AuthBy<'service'> => ({ by: ['service'], service: scope });
/** An operator, or one of the platform's machines. */
export const operatorOr = (scope: ServiceScope): AuthBy<'session' | 'bearer' | 'service'> => ({
  by: ['session', 'bearer', 'service'],
  operator: true,
  service: scope,
});
export const member = (
  scope: Scope,
  more: Omit<Auth, 'by' | 'scope'> = {},
): AuthBy<'session' | 'bearer'> => ({
  by: ['session', 'bearer'],
  scope,
  ...more,
});

type ObjectSchema = z.ZodMiniObject;

export interface Body {
  /** Name of the object that wraps the fields (`{"user":{…}}`); null when the fields stand at the top. */
  readonly root: string | null;
  /** Accept the fields unwrapped too, as the JavaScript client sends them (docs/contract.md#requests). */
  readonly bare?: boolean;
  /** Form encoding is accepted beside JSON (RFC 8058 one-click posts). */
  readonly form?: boolean;
  readonly schema: ObjectSchema;
}

interface RouteFacts {
  readonly id: string;
  readonly path: `/${string}`;
  /** One sentence for people who read OpenAPI. */
  readonly summary: string;
  readonly auth: Auth;
  readonly params?: ObjectSchema;
  readonly query?: ObjectSchema;
  readonly body?: Body;
  /** The one status of success; Go clients compare it exactly (docs/contract.md#status-codes). */
  readonly status: 200 | 201 | 202 | 204;
  /** Null when nothing is answered, or a file. */
  readonly reply: ObjectSchema | null;
  /** The media types that a success may be a file of. Such a route has no `reply`. */
  readonly file?: readonly string[];
  /** Errors besides those that follow from `auth`, `body` and load (see `declaredErrors`). */
  readonly errors?: readonly ErrorCode[];
  /** The most bytes of body that are accepted; 64 KiB by default. */
  readonly bodyLimit?: number;
  /** The field that a 422 blames for a body beyond the limit. Existing clients show a 422, and no 413. */
  readonly tooLarge?: string;
  /** Served only by `loge serve --demo`. */
  readonly demoOnly?: boolean;
}

/** Journal events that a success writes, or why it writes none. */
type Records = readonly EventType[] | { readonly nothing: string };

/** A read records nothing; any other route says what it records. */
export type Route = RouteFacts &
  (
    | { readonly method: 'GET'; readonly records?: undefined }
    | { readonly method: Method; readonly records: Records }
  );

/** A chapter of the API. The module of a feature declares it; other features may add routes to it. */
export interface Chapter {
  /** People read the chapters in this order. */
  readonly order: number;
  readonly name: string;
  readonly about: string;
  /** The first words of its routes' ids. */
  readonly routes: readonly string[];
}

export const route = <const R extends Route>(definition: R): R => definition;

/** Tells a route from whatever else a module exports. */
export const isRoute = (exported: unknown): exported is Route =>
  typeof exported === 'object' && exported !== null && 'path' in exported && 'auth' in exported;

export type ParamsOf<R extends Route> = R extends { params: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;
export type QueryOf<R extends Route> = R extends { query: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;
export type BodyOf<R extends Route> = R extends { body: { schema: infer S extends z.ZodMiniType } }
  ? z.output<S>
  : undefined;
/** What a caller puts in the body, before the schema's own clean-up. */
export type BodyInputOf<R extends Route> = R extends { body: { schema: infer S extends z.ZodMiniType } }
  ? z.input<S>
  : undefined;
export type ReplyOf<R extends Route> = R extends { reply: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;

export const defaultBodyLimit = 64 * 1024;

/** Whether a success of this route may change data. */
export const mutates = (r: Pick<Route, 'method'>): boolean => r.method !== 'GET';

/** Every error code that the route may answer with. */
export function declaredErrors(r: Route): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>([
    ...(r.errors ?? []),
    'internal',
    'unavailable',
    'throttled',
    'malformed_request',
  ]);
  const add = (...more: ErrorCode[]) => {
    for (const code of more) codes.add(code);
  };
  if (r.auth.by.length > 0) add('not_authenticated');
  if (r.auth.by.some((kind) => !machineKinds.includes(kind))) add('account_suspended', 'account_deleting');
  if (r.auth.by.includes('password')) add('invalid_credentials', 'otp_required', 'otp_invalid');
  if (r.auth.by.includes('session') || r.auth.sameOrigin) add('cross_site');
  if (r.auth.by.includes('session')) add('other_account');
  if (r.auth.scope || r.auth.service || r.auth.operator) add('scope_missing');
  if (r.auth.operator) add('operators_only');
  if (r.auth.proof) add('proof_required', 'otp_required', 'otp_invalid', 'invalid_fields');
  if (r.auth.confirmed) add('account_unconfirmed');
  if (r.auth.contracts) add('contracts_overdue');
  if (r.params) add('not_found');
  if (r.query || r.body || r.params) add('invalid_fields');
  // A client may send a body to a route that takes none: it is read, bounded and ignored.
  if (r.tooLarge) add('invalid_fields');
  if (mutates(r))
    add('malformed_body', 'malformed_encoding', 'not_an_object', 'body_too_large', 'unsupported_media_type');
  return [...codes].sort();
}
