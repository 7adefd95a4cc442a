/** Parsed JSON. Here it is always a part of our own OpenAPI document. */
export type Loose = ReturnType<typeof JSON.parse>;

/** Example values of texts, by the name of their field. */
const texts: Readonly<Record<string, string>> = {
  email: 'lea@example.com',
  login: 'lea',
  username: 'lea',
  fullname: 'Léa Martin',
  name: 'laptop',
  locale: 'en',
  password: '…',
  content: 'ssh-ed25519 AAAA… lea@laptop',
  fingerprint: 'SHA256:…',
  time_zone: 'Europe/Paris',
};

/** A value that fits a schema. */
export function exampleOf(document: Loose, schema: Loose, name = ''): unknown {
  if (schema.$ref) return exampleOf(document, resolve(document, schema.$ref), name);
  const [choice] = (schema.anyOf ?? []).filter((one: Loose) => one.type !== 'null');
  if (choice) return exampleOf(document, choice, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, value]) => [key, exampleOf(document, value, key)]),
      );
    case 'array':
      return [exampleOf(document, schema.items ?? {}, name)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return schema.format === 'date-time' ? '2026-01-31T09:30:00.000Z' : (texts[name] ?? '…');
    default:
      return {};
  }
}

export const resolve = (document: Loose, reference: string): Loose =>
  reference
    .split('/')
    .slice(1)
    .reduce((node, key) => node[key], document);
