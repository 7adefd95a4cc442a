import { randomUUID } from 'node:crypto';
import { defaultBodyLimit } from '@loge/protocol';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/actor.ts';
import { AppError, invalidField } from '../../kernel/app-error.ts';
import { isLoopbackHost } from '../config/loopback.ts';
import type { Context } from '../context.ts';
import type { Credential } from '../credential.ts';
import { isService } from '../principal.ts';
import { rememberMethods } from './allowed-methods.ts';
import { actorOf, authorise, type CredentialForms, formsOf, relyingOn } from './authorise.ts';
import type { BoundRoute, Call, ReplyTools } from './bind.ts';
import { readCookie, sessionCookieHeader } from './cookies.ts';
import { allowOthers, Cors } from './cors.ts';
import { oneTimeCode } from './credentials.ts';
import { sendError, toAppError } from './error-reply.ts';
import { FileAnswer, sendFile } from './file-answer.ts';
import { makeListener } from './listener.ts';
import { remoteAddress, trustOf } from './network-address.ts';
import { namesOneHost } from './one-host.ts';
import { addOpenApi } from './openapi.ts';
import type { DemandProof } from './proof.ts';
import { type RawBody, readBody, readParams, readQuery } from './read-input.ts';
import { serialiserOf } from './reply-schema.ts';
import { configOf } from './route-config.ts';
import { securityHeaders } from './security-headers.ts';
import { endOfTurn } from './turn.ts';
import { WriteBudget } from './write-budget.ts';

/** What the features give the HTTP side. */
interface HttpParts {
  readonly routes: readonly BoundRoute[];
  readonly credentials: readonly Credential[];
  readonly demandProof: DemandProof;
  /** Throws when the account may make nothing new before it has accepted what is overdue. */
  demandContracts(ctx: Context, accountId: string): Promise<void>;
}

/** The HTTP side of Loge. Every bound route has the same checks, and every error has the same shape. */
export async function makeHttpServer(ctx: Context, parts: HttpParts): Promise<FastifyInstance> {
  const { routes } = parts;
  const { ofApi, ofPages } = await securityHeaders(ctx.config.publicUrl);
  const cors = new Cors(routes.map(({ route }) => route));
  const app = Fastify({
    logger: false,
    trustProxy: trustOf(ctx.config.LOGE_TRUSTED_PROXIES),
    bodyLimit: defaultBodyLimit,
    // Requests that have arrived are still answered. A proxy must not get an error for a request that another node could have
    // taken.
    return503OnClosing: false,
    serverFactory: (handle) => makeListener({ log: ctx.log, headers: ofApi }, handle),
    // Every listener has its own handler. This one would belong to the first listener only.
    clientErrorHandler: () => {},
    routerOptions: {
      // A client whose base URL ends in a slash asks for `//v1/…` (docs/contract.md#transport).
      ignoreDuplicateSlashes: true,
      maxParamLength: 300,
    },
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    },
    // Errors that arise before any route and any hook, such as bad URLs and bad headers.
    frameworkErrors: (error, request, response) => {
      const reply = (response as FastifyReply).headers(ofApi);
      if (!cors.answer(request as FastifyRequest, reply)) sendError(reply, toAppError(error));
    },
  });
  rememberMethods(app);
  readRawBodies(app);
  // The hooks use callbacks. A promise for each hook of each request would cost as much as what the hooks do.
  app.addHook('onRequest', (request, reply, done) => {
    const headers = isApi(request) ? ofApi : ofPages;
    reply.headers(headers).header('x-request-id', request.id);
    // Otherwise a kept connection would be closed on the request after this one.
    if (ctx.readiness.leaving) reply.header('connection', 'close');
    if (!namesOneHost(request.raw)) done(new AppError('malformed_request'));
    else if (ctx.config.demo && !isLoopbackHost(request.hostname)) done(new AppError('malformed_request'));
    else if (!cors.answer(request, reply)) done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(ctx, request, reply);
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const known = blamed(toAppError(error), request);
    if (known.code === 'internal' || (known.code === 'unavailable' && known.details.cause)) {
      ctx.log.error(
        { err: known.details.cause ?? known, request: request.id, route: request.routeOptions.url },
        known.code,
      );
    }
    return sendError(reply, known);
  });
  const budget = new WriteBudget(ctx.throttle);
  const forms = formsOf(parts.credentials);
  for (const bound of routes) addRoute(app, ctx, bound, { ...parts, forms, budget });
  addOpenApi(
    app,
    routes.map(({ route }) => route),
    ctx.config,
  );
  return app;
}

/** Keeps bodies as bytes, because what they mean depends on the route (`read-input.ts`). */
function readRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (request.headers['content-encoding'] !== undefined && bytes.length > 0) {
      done(new AppError('unsupported_media_type'), undefined);
      return;
    }
    const raw: RawBody = { bytes: bytes as Buffer, contentType: request.headers['content-type'] ?? '' };
    done(null, raw);
  });
}

const json = 'application/json; charset=utf-8';

interface RouteParts extends HttpParts {
  readonly forms: CredentialForms;
  readonly budget: WriteBudget;
}

function addRoute(
  app: FastifyInstance,
  ctx: Context,
  bound: BoundRoute,
  { credentials, forms, budget, demandProof, demandContracts }: RouteParts,
): void {
  const { route } = bound;
  const serialise = route.reply ? serialiserOf(route.reply) : null;
  app.route({
    method: route.method,
    url: route.path,
    config: configOf(route),
    bodyLimit: route.bodyLimit ?? defaultBodyLimit,
    async handler(request, reply) {
      await endOfTurn();
      const origin = originOf(request);
      const principal = await authorise(ctx, route, request, origin, forms);
      const leave = budget.enter(route, principal);
      try {
        let actor = actorOf(principal, origin);
        const otp = oneTimeCode(request);
        const body = readBody(route, request.body as RawBody | undefined);
        const params = readParams(route, request);
        const query = readQuery(route, request);
        if (route.auth.proof && principal && !isService(principal)) {
          const given = { password: passwordIn(body), otp };
          actor = relyingOn(actor, await demandProof(ctx, route.auth.proof, actor, principal, given));
        }
        if (route.auth.contracts && principal && !isService(principal))
          await demandContracts(ctx, principal.account.id);
        const call = {
          params,
          query,
          body,
          principal,
          actor,
          origin,
          cookie: (name: string) => readCookie(request.headers, name),
          otp,
          reply: replyTools(reply),
        } as unknown as Call;
        const answer = await bound.handle(ctx, call).finally(async () => {
          // The cookie is set after a failure too, because a write before the failure may have renewed the session.
          if (!principal || isService(principal) || !principal.credential.checked?.renewal?.drawn) return;
          const owner = credentials.find(({ kind }) => kind === principal.credential.kind);
          const renewed = await owner?.renewed?.(ctx, principal);
          if (renewed) call.reply.setCookie(sessionCookieHeader(renewed.secret, renewed.maxAgeSeconds));
        });
        reply.code(route.status);
        if (answer instanceof FileAnswer) return sendFile(reply, answer);
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
        if (serialise && answer) reply.type(json).serializer(serialise);
        return answer ?? reply.send();
      } finally {
        leave?.();
      }
    },
  });
}

/** The error of a body that is too large. It blames the field that the route names, if the route names one. */
const blamed = (error: AppError, { routeOptions }: FastifyRequest): AppError =>
  error.code === 'body_too_large' && routeOptions.config.tooLarge
    ? invalidField(routeOptions.config.tooLarge, 'too_long')
    : error;

/** `current_password`, which a body that is about something else carries as proof. */
const passwordIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'current_password' in body && body.current_password
    ? String(body.current_password)
    : null;

/** Whether the request is for one of our bound routes. */
const isApi = ({ routeOptions }: FastifyRequest): boolean => 'api' in routeOptions.config;

const replyTools = (reply: FastifyReply): ReplyTools => ({
  setCookie: (header) => void reply.header('set-cookie', header),
  // A cache gives what it keeps to other sites too.
  cacheFor: (seconds) => void allowOthers(reply).header('cache-control', `public, max-age=${seconds}`),
});

const originOf = (request: FastifyRequest): Origin => ({
  remoteIp: remoteAddress(request),
  userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
});

/** A refused request is logged at the usual level, so that the id that a member was shown can be found. */
const levelOf = (status: number): 'warn' | 'info' | 'debug' => {
  if (status >= 500) return 'warn';
  return status >= 400 ? 'info' : 'debug';
};

function logRequest(ctx: Context, request: FastifyRequest, reply: FastifyReply): void {
  const level = levelOf(reply.statusCode);
  if (!ctx.log.isLevelEnabled(level)) return;
  ctx.log[level](
    {
      request: request.id,
      method: request.method,
      // The log holds the pattern and never the URL, because one-time links stand in the query.
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    },
    'request',
  );
}
