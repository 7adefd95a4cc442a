import * as z from 'zod/mini';
import * as accounts from './accounts.ts';
import * as apiTokens from './api-tokens.ts';
import * as applications from './applications.ts';
import * as passkeys from './passkeys.ts';
import { instant, pageQuery, pagination } from './primitives.ts';
import * as profile from './profile.ts';
import * as regions from './regions.ts';
import * as securityLog from './security-log.ts';
import * as services from './services.ts';
import * as sessions from './sessions.ts';
import * as sshKeys from './ssh-keys.ts';

export type Json = Record<string, unknown>;

/** Shapes that many answers share, by the names that code generators give to their types. */
const named = () => ({
  User: accounts.user,
  Preferences: accounts.preferences,
  ApiToken: apiTokens.token,
  NewApiToken: apiTokens.tokenWithSecret,
  SshKey: sshKeys.sshKey,
  Event: securityLog.event,
  Region: regions.region,
  Application: applications.application,
  Passkey: passkeys.passkey,
  Session: sessions.session,
  ServiceCredential: services.serviceCredential,
  NewsletterConsent: profile.newsletterConsent,
  Pagination: pagination,
});

/** Query parameters that are whole numbers, though they travel as text. */
const counts = () => [
  { schema: pageQuery.page, minimum: 1 },
  { schema: pageQuery.per_page, minimum: 1, maximum: securityLog.eventPages.maxSize },
  { schema: securityLog.listEvents.query.shape.from, minimum: 1, maximum: securityLog.eventPages.maxHours },
];

/** Writes schemas as JSON Schema, and keeps those that have a name for `components`. */
export class SchemaWriter {
  readonly components: Json = {};
  readonly #meanings = z.registry<Json>();

  constructor() {
    for (const [id, schema] of Object.entries(named())) this.#meanings.add(schema, { id });
    for (const { schema, ...bounds } of counts()) this.#meanings.add(schema, { type: 'integer', ...bounds });
    this.#meanings.add(instant, { format: 'date-time' });
  }

  write(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
    const written = z.toJSONSchema(schema, {
      io,
      metadata: this.#meanings,
      unrepresentable: 'any',
      // Replies may get more fields: a client that refuses what it does not know would break.
      override: ({ jsonSchema }) => {
        if (io === 'output' && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
      },
    }) as Json;
    const { $schema: _, $defs = {}, ...rest } = inComponents(written) as Json;
    for (const [name, definition] of Object.entries($defs as Json)) this.#keep(name, definition);
    return rest;
  }

  #keep(name: string, definition: unknown): void {
    const { id: _, ...plain } = definition as Json;
    const known = this.components[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(plain))
      throw new Error(`${name} is not the same in bodies and replies: it cannot have one name`);
    this.components[name] = plain;
  }
}

/** The same schema with references into `components`. */
function inComponents(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inComponents);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : inComponents(value),
    ]),
  );
}
