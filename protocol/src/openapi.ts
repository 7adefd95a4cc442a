import * as z from 'zod/mini';
import { type ErrorCode, errors, proofMethods } from './errors.ts';
import { type Auth, type CredentialKind, declaredErrors, type Route } from './route.ts';

type Json = Record<string, unknown>;

const schemes: Record<CredentialKind, { name: string; scheme: Json }> = {
  session: {
    name: 'session',
    scheme: {
      type: 'apiKey',
      in: 'cookie',
      name: '__Host-loge_session',
      description: 'A signed-in browser.',
    },
  },
  bearer: {
    name: 'bearer',
    scheme: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'From POST /v1/tokens/exchange.',
    },
  },
  password: {
    name: 'password',
    scheme: {
      type: 'http',
      scheme: 'basic',
      description: 'Username or e-mail, and password; X-Authorization-OTP when a second factor is on.',
    },
  },
  token: {
    name: 'token',
    scheme: {
      type: 'http',
      scheme: 'basic',
      description: 'Empty user, API token as password; for the exchange.',
    },
  },
  client: {
    name: 'client',
    scheme: {
      type: 'http',
      scheme: 'basic',
      description: 'Name of a service, and its credential as password (RFC 6749, 2.3.1).',
    },
  },
  service: {
    name: 'service',
    scheme: {
      type: 'http',
      scheme: 'bearer',
      description: 'A service credential, `loge-svc-…`, of one of the platform’s own machines.',
    },
  },
};

/** OpenAPI 3.1 of the routes given, made from the same objects that bind and check them. */
export function openApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loge',
      // Of the API, which is the path's `/v1`; additions do not raise it.
      version: '1',
      description: 'The account API. `x-auth` says who may call a route and how fresh the proof must be.',
    },
    paths,
    components: {
      securitySchemes: Object.fromEntries(Object.values(schemes).map(({ name, scheme }) => [name, scheme])),
      schemas: { Error: errorSchema },
    },
  };
}

function operation(route: Route): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    'x-auth': authInWords(route.auth),
    'x-records': 'nothing' in route.records ? route.records.nothing : route.records,
    security: [
      ...route.auth.by.map((kind) => ({ [schemes[kind].name]: [] })),
      // An empty one: the route may be called without any.
      ...(route.auth.optional ? [{}] : []),
    ],
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body ? { requestBody: requestBody(route.body) } : {}),
    responses: { [route.status]: success(route), ...failures(declaredErrors(route)) },
  };
}

/** The auth table in one object: what opens the route, what a token must carry, what proof is asked. */
function authInWords(auth: Auth): Json {
  return {
    credentials: auth.by.length === 0 ? 'anyone' : auth.by,
    ...(auth.optional ? { optional: true } : {}),
    scope: auth.scope ?? null,
    service_scope: auth.service ?? null,
    operators_only: auth.operator ?? false,
    confirmed_email: auth.confirmed ?? false,
    proof: auth.proof ?? null,
    same_origin: auth.sameOrigin ?? auth.by.includes('session'),
  };
}

function parameters(schema: z.ZodMiniObject | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function requestBody({ root, bare, schema }: NonNullable<Route['body']>): Json {
  const { $schema: _, ...fields } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const wrapped = root === null ? fields : { type: 'object', properties: { [root]: fields } };
  return {
    content: { 'application/json': { schema: bare ? { anyOf: [wrapped, fields] } : wrapped } },
  };
}

function success({ reply, summary }: Route): Json {
  if (!reply) return { description: summary };
  const { $schema: _, ...schema } = z.toJSONSchema(reply, { io: 'output' });
  return { description: summary, content: { 'application/json': { schema } } };
}

function failures(codes: readonly ErrorCode[]): Record<string, Json> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errors[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${errors[code].words}`).join('; '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

const errorSchema: Json = {
  type: 'object',
  required: ['code', 'request_id'],
  properties: {
    error: { type: 'string', description: 'In English; absent on 422.' },
    errors: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    resource: { type: 'string' },
    code: { type: 'string', enum: Object.keys(errors) },
    details: {
      type: 'object',
      description: 'Per field: codes with their bounds, suggestions, and the applications that block.',
    },
    request_id: { type: 'string' },
    retry_after: { type: 'integer', description: 'Seconds.' },
    methods: {
      type: 'array',
      items: { type: 'string', enum: proofMethods },
      description: 'With `otp_required` and `proof_required`: what this account can prove with.',
    },
  },
};
