import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@loge/protocol';
import type { Actor, Origin } from '../../kernel/actor.ts';
import type { Context } from '../context.ts';
import type { Principal, ServicePrincipal } from '../principal.ts';
import type { FileAnswer } from './file-answer.ts';

/** Headers that a handler may set beside its reply. */
export interface ReplyTools {
  setCookie(header: string): void;
  /** How long anybody may cache the answer. Without it nobody may cache it. */
  cacheFor(seconds: number): void;
}

/** Services alone: a service. People too: either. No credential, or an optional one: a member or null. */
type PrincipalOf<R extends Route> = R['auth'] extends
  | { readonly optional: true }
  | { readonly by: readonly never[] }
  ? Principal | null
  : R['auth']['by'] extends readonly ('service' | 'client')[]
    ? ServicePrincipal
    : 'service' extends R['auth']['by'][number]
      ? Principal | ServicePrincipal
      : Principal;

/** One request, checked and typed by its route. */
export interface Call<R extends Route = Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Present on every route that names a credential and demands it. */
  readonly principal: PrincipalOf<R>;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly reply: ReplyTools;
  /** The value of a cookie that the browser sent. */
  cookie(name: string): string | null;
  /** The header `X-Authorization-OTP`. */
  readonly otp: string | null;
}

type AnswerOf<R extends Route> = R extends { readonly file: readonly string[] }
  ? FileAnswer | ReplyOf<R>
  : ReplyOf<R>;
type Handler<R extends Route> = (ctx: Context, call: Call<R>) => Promise<AnswerOf<R>>;

/** A route with its handler. */
export interface BoundRoute {
  readonly route: Route;
  handle(ctx: Context, call: Call): Promise<unknown>;
}

/** Ties a route to its handler. The types of input and reply follow from the route. */
export function bind<const R extends Route>(route: R, handle: Handler<R>): BoundRoute {
  // The server builds every call from this same route, so the narrower type is true.
  return { route, handle: handle as unknown as BoundRoute['handle'] };
}
