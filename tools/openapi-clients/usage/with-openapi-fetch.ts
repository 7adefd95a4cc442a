import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

/** Calls ten routes by the types that openapi-typescript makes, and prints their answers. */
async function main(): Promise<void> {
  const [baseUrl = '', login = '', key = ''] = process.argv.slice(2);
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const client = createClient<paths>({ baseUrl });
  const made = await client.POST('/v1/tokens', {
    headers: basic(login),
    params: { header: { 'X-Authorization-OTP': '' } },
    body: { token: { name: 'openapi-fetch' } },
  });
  const token: components['schemas']['NewApiToken'] | undefined = made.data?.token;
  const exchanged = await client.POST('/v1/tokens/exchange', {
    headers: basic(`:${token?.token}`),
    body: {},
  });
  const headers = { authorization: `Bearer ${exchanged.data?.token}` };
  const self = await client.GET('/v1/users/self', { headers });
  const user: components['schemas']['User'] | undefined = self.data?.user;
  const changed = await client.PUT('/v1/users/account', { headers, body: { user: { company: 'Atelier' } } });
  const added = await client.POST('/v1/keys', { headers, body: { key: { name: 'laptop', content: key } } });
  const keys = await client.GET('/v1/keys', { headers });
  const events = await client.GET('/v1/events', { headers, params: { query: { page: 1, per_page: 2 } } });
  const wrong = await client.POST('/v1/keys', { headers, body: { key: { name: 'none', content: 'x' } } });
  const regions = await client.GET('/v1/regions');
  const scopes = await client.GET('/v1/scopes', { headers });
  const revoked = await client.DELETE('/v1/tokens/{id}', {
    headers,
    params: { path: { id: token?.id ?? '' } },
  });
  process.stdout.write(
    JSON.stringify({
      username: user?.username,
      company: changed.data?.user.company,
      added: added.data?.key.name,
      keys: keys.data?.keys.length,
      events: events.data?.events.length,
      perPage: events.data?.meta.pagination.per_page,
      wrong: [wrong.error?.code, wrong.error?.error],
      region: regions.data?.regions[0]?.default,
      scopes: scopes.data?.scopes.some(({ name }) => name === 'account:read'),
      revoked: revoked.response.status,
    }),
  );
}

void main();
