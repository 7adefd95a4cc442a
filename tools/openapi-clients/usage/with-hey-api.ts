import {
  type Event,
  eventsList,
  keysCreate,
  keysList,
  type NewApiToken,
  regionsList,
  tokensCreate,
  tokensExchange,
  tokensRevoke,
  tokensScopes,
  type User,
  usersSelf,
  usersUpdateAccount,
} from './hey';
import { client } from './hey/client.gen';

/** Calls ten routes by the functions that @hey-api/openapi-ts makes, and prints their answers. */
async function main(): Promise<void> {
  const [baseUrl = '', login = '', key = ''] = process.argv.slice(2);
  let basic = login;
  let jwt = '';
  client.setConfig({ baseUrl, auth: ({ scheme }) => (scheme === 'basic' ? basic : jwt || undefined) });
  // The route takes both schemes, and the generated function sends the first one that has a value.
  const made = await tokensCreate({ body: { token: { name: 'hey-api' } } });
  const token: NewApiToken | undefined = made.data?.token;
  basic = `:${token?.token}`;
  jwt = (await tokensExchange({ body: {} })).data?.token ?? '';
  const user: User | undefined = (await usersSelf()).data?.user;
  const changed = await usersUpdateAccount({ body: { user: { company: 'Atelier' } } });
  const added = await keysCreate({ body: { key: { name: 'laptop', content: key } } });
  const keys = await keysList();
  const events = await eventsList({ query: { page: 1, per_page: 2 } });
  const rows: Event[] | undefined = events.data?.events;
  const wrong = await keysCreate({ body: { key: { name: 'none', content: 'x' } } });
  const regions = await regionsList();
  const scopes = await tokensScopes();
  const revoked = await tokensRevoke({ path: { id: token?.id ?? '' } });
  process.stdout.write(
    JSON.stringify({
      username: user?.username,
      company: changed.data?.user.company,
      added: added.data?.key.name,
      keys: keys.data?.keys.length,
      events: rows?.length,
      perPage: events.data?.meta.pagination.per_page,
      wrong: [wrong.error?.code, wrong.error?.error],
      region: regions.data?.regions[0]?.default,
      scopes: scopes.data?.scopes.some(({ name }) => name === 'account:read'),
      revoked: revoked.response?.status,
    }),
  );
}

void main();
