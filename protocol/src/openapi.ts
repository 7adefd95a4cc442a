import type * as z from 'zod/mini';
import { type ErrorCode, errors, proofMethods } from './errors.ts';
import { type Json, SchemaWriter } from './openapi-schemas.ts';
import { tagOf, tagsOf } from './openapi-tags.ts';
import { type Auth, type CredentialKind, declaredErrors, methods, type Route } from './route.ts';

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

interface OpenApiOptions {
  /** Base address of the API; by default, that of the document itself. */
  readonly server?: string;
}

/** OpenAPI 3.1 of the routes given, made from the same objects that bind and check them. */
export function openApi(routes: readonly Route[], { server = '/' }: OpenApiOptions = {}): Json {
  const schemas = new SchemaWriter();
  const paths: Record<string, Json> = {};
  for (const route of routes.toSorted(byPath)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loge',
      // The version of the API: that of its path, `/v1`. Additions do not raise it.
      version: '1',
      summary: 'The account desk of a developer platform',
      description,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    tags: tagsOf(routes.map(({ id }) => id)),
    paths,
    components: {
      securitySchemes: Object.fromEntries(Object.values(schemes).map(({ name, scheme }) => [name, scheme])),
      parameters: { OneTimeCode: oneTimeCode },
      schemas: { ...schemas.components, Error: errorSchema },
    },
  };
}

/** Puts the operations on one resource side by side. */
const byPath = (one: Route, other: Route): number =>
  one.path === other.path
    ? methods.indexOf(one.method) - methods.indexOf(other.method)
    : one.path < other.path
      ? -1
      : 1;

const description = `The account API.

Make an API token with a name and a password (\`POST /v1/tokens\`, Basic), exchange it for a JWT (\`POST
/v1/tokens/exchange\`, Basic with an empty user), and send that as Bearer. Bodies are objects under the resource's name;
an empty body means "no parameters". Ids are opaque strings; instants are RFC 3339 in UTC. Errors have a stable \`code\`;
429 and 503 carry \`Retry-After\`. Replies may get more fields.

\`x-auth\` says of each operation who may call it, which scope a limited token needs, and how fresh the proof of the
person must be; \`x-records\` what a success writes into the account's log.`;

const oneTimeCode: Json = {
  name: 'X-Authorization-OTP',
  in: 'header',
  required: false,
  description: 'Code of the authenticator app, or a recovery code, where a second factor is on.',
  schema: { type: 'string' },
};

function operation(route: Route, schemas: SchemaWriter): Json {
  const { id, summary, auth, records, body } = route;
  return {
    operationId: id,
    tags: [tagOf(id)],
    summary,
    'x-auth': authInWords(auth),
    'x-records': records && 'nothing' in records ? records.nothing : (records ?? []),
    security: [
      ...auth.by.map((kind) => ({ [schemes[kind].name]: [] })),
      // An empty requirement says that the route may be called without a credential.
      ...(auth.optional ? [{}] : []),
    ],
    parameters: [
      ...parameters(route.params, 'path', schemas),
      ...parameters(route.query, 'query', schemas),
      ...(takesOneTimeCode(auth) ? [{ $ref: '#/components/parameters/OneTimeCode' }] : []),
    ],
    ...(body ? { requestBody: requestBody(body, schemas) } : {}),
    responses: { [route.status]: success(route, schemas), ...failures(declaredErrors(route)) },
  };
}

const takesOneTimeCode = ({ by, proof }: Auth): boolean => by.includes('password') || proof !== undefined;

/** The auth table in one object: what opens the route, what a token must carry, what proof is asked. */
function authInWords(auth: Auth): Json {
  return {
    credentials: auth.by.length === 0 ? 'anyone' : auth.by,
    ...(auth.optional ? { optional: true } : {}),
    scope: auth.scope ?? null,
    service_scope: auth.service ?? null,
    operators_only: auth.operator ?? false,
    confirmed_email: auth.confirmed ?? false,
    contracts_accepted: auth.contracts ?? false,
    proof: auth.proof ?? null,
    same_origin: auth.sameOrigin ?? auth.by.includes('session'),
  };
}

function parameters(
  schema: z.ZodMiniObject | undefined,
  where: 'path' | 'query',
  schemas: SchemaWriter,
): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.write(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function requestBody({ root, bare, form, schema }: NonNullable<Route['body']>, schemas: SchemaWriter): Json {
  const fields = schemas.write(schema, 'input');
  const wrapped = root === null ? fields : { type: 'object', properties: { [root]: fields } };
  return {
    content: {
      'application/json': { schema: bare ? { anyOf: [wrapped, fields] } : wrapped },
      ...(form ? { 'application/x-www-form-urlencoded': { schema: fields } } : {}),
    },
  };
}

function success({ reply, file, summary }: Route, schemas: SchemaWriter): Json {
  if (file) return { description: summary, content: Object.fromEntries(file.map((type) => [type, {}])) };
  if (!reply) return { description: summary };
  return {
    description: summary,
    content: { 'application/json': { schema: schemas.write(reply, 'output') } },
  };
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
  required: ['error', 'code', 'request_id'],
  properties: {
    error: { type: 'string', description: 'In English; on 422 the summary of `errors`.' },
    errors: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    resource: { type: 'string' },
    scope: { type: 'string', description: 'With `scope_missing`: which.' },
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
