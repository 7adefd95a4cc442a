import { describe, expect, it } from 'vitest';
import { openApi, type Route, routes } from './index.ts';

type Loose = ReturnType<typeof JSON.parse>;

describe('openapi.json', () => {
  const document: Loose = openApi(routes, { server: 'https://account.example.com' });
  const operations: Loose[] = Object.values(document.paths).flatMap((path) => Object.values(path as object));
  const operation = (id: string): Loose => operations.find(({ operationId }) => operationId === id);
  const parameter = (id: string, name: string): Loose =>
    operation(id).parameters.find((one: Loose) => one.name === name)?.schema;

  it('says where the API is', () => {
    expect(document.servers).toEqual([{ url: 'https://account.example.com' }]);
    expect(openApi(routes).servers).toEqual([{ url: '/' }]);
  });

  it('puts every operation in a chapter, and describes each chapter', () => {
    const described = document.tags.map(({ name }: Loose) => name);
    for (const { tags } of operations) expect(described).toContain(tags[0]);
    for (const { description } of document.tags) expect(description).not.toBe('');
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
  });

  it('has numbers as numbers, though a query carries text', () => {
    expect(parameter('events.list', 'page')).toEqual({ type: 'integer', minimum: 1 });
    expect(parameter('events.list', 'per_page')).toEqual({ type: 'integer', minimum: 1, maximum: 100 });
    expect(parameter('events.list', 'from')).toEqual({ type: 'integer', minimum: 1, maximum: 72 });
  });

  it('has the one-time code where one may be asked for, and only there', () => {
    const code = { $ref: '#/components/parameters/OneTimeCode' };
    expect(document.components.parameters.OneTimeCode).toMatchObject({
      name: 'X-Authorization-OTP',
      in: 'header',
    });
    for (const id of ['tokens.create', 'users.update_account'])
      expect(operation(id).parameters).toContainEqual(code);
    for (const id of ['users.self', 'tokens.exchange'])
      expect(operation(id).parameters).not.toContainEqual(code);
  });

  it('names what clients meet again and again, and says which texts are instants', () => {
    const { User, ApiToken, SshKey, Event, Pagination } = document.components.schemas;
    for (const one of [User, ApiToken, SshKey, Event])
      expect(one.properties.created_at).toEqual({ type: 'string', format: 'date-time' });
    expect(Pagination.properties.per_page).toEqual({ type: 'number' });
    const self = operation('users.self').responses[200].content['application/json'].schema;
    expect(self.properties.user).toEqual({ $ref: '#/components/schemas/User' });
    // A reply may grow without breaking whoever checks it.
    expect(JSON.stringify(document.components.schemas)).not.toContain('"additionalProperties":false');
  });

  it('has form bodies where forms are read', () => {
    const { content } = operation('tokens.introspect').requestBody;
    expect(Object.keys(content)).toEqual(['application/json', 'application/x-www-form-urlencoded']);
    expect(Object.keys(operation('tokens.create').requestBody.content)).toEqual(['application/json']);
  });

  it('sends nobody to documents that they do not have', () => {
    expect(JSON.stringify(document)).not.toMatch(
      /settled|rules\.md|contract\.md|decisions?\/|ASVS|docs\/|OPERATING|ARCHITECTURE/,
    );
  });

  it('refuses a route that belongs to no chapter', () => {
    const [first] = routes.filter(({ id }) => id === 'users.self');
    expect(() => openApi([{ ...first, id: 'nowhere.at_all' } as Route])).toThrow(
      'give nowhere.at_all a chapter',
    );
  });
});
