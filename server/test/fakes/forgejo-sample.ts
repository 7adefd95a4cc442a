import { makeProvider } from '../../src/features/providers/make-provider.ts';
import type { Provider } from '../../src/features/providers/provider.ts';
import type { FakeForgejo } from './forgejo.ts';
import { reach } from './provider-trials.ts';

export const forgejoAt = (fake: FakeForgejo): Provider =>
  makeProvider('forgejo', fake.origin, { ...reach, registration: null });

/** Members with what each call answers. */
export function fillForgejo(fake: FakeForgejo): void {
  fake.addMember({
    id: 8,
    login: 'lea',
    emails: [
      { email: 'old@example.test', primary: false, verified: true },
      { email: 'lea@example.test', primary: true, verified: true },
    ],
    keys: [
      { title: 'laptop', key: 'ssh-ed25519 AAAA' },
      { title: 'robot', key: 'ssh-ed25519 BBBB', type: 'deploy' },
    ],
  });
  fake.addMember({
    id: 9,
    login: 'tom',
    emails: [{ email: 'tom@example.test', primary: true, verified: false }],
  });
  fake.repositories.push(
    {
      id: 1,
      name: 'web-app',
      fullName: 'lea/web-app',
      members: ['lea'],
      branches: ['main', 'a\u202eb', 'next'],
    },
    { id: 2, name: 'fork', fullName: 'lea/fork', members: ['lea'], fork: true, description: 'of a thing' },
    { id: 3, name: 'thing', fullName: 'tools/thing', members: ['lea'] },
    { id: 4, name: 'secret', fullName: 'tom/secret', members: ['tom'] },
    { id: 5, name: 'open', fullName: 'tom/open' },
  );
  fake.organizations.push(
    { id: 30, login: 'tools', members: ['lea'], description: 'What we use' },
    { id: 31, login: 'works', members: ['lea'] },
    { id: 32, login: 'others', members: ['tom'] },
  );
  fake.pullRequests.push(
    { id: 501, number: 1, title: 'Add a door', state: 'open', base: 'lea/web-app', head: 'lea/web-app' },
    { id: 502, number: 2, title: 'Paint it', state: 'closed', base: 'lea/web-app', head: 'lea/fork' },
    { id: 503, number: 3, title: 'Never mind', state: 'closed', base: 'lea/web-app', head: null },
    { id: 504, number: 1, title: 'A door for all', state: 'open', base: 'tools/thing', head: 'tools/thing' },
  );
}
