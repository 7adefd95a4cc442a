import { makeProvider } from '../../src/features/providers/make-provider.ts';
import type { Provider } from '../../src/features/providers/provider.ts';
import type { FakeApplication } from './fake-oauth.ts';
import type { FakeGitLab } from './gitlab.ts';
import { reach } from './provider-trials.ts';

/** The client of a fake: by OAuth with an application, else by a token that the member made. */
export const gitLabAt = (fake: FakeGitLab, application?: FakeApplication): Provider =>
  makeProvider(application ? 'gitlab' : 'gitlab-self-hosted', fake.origin, {
    ...reach,
    registration: application ? { clientId: application.id, clientSecret: application.secret } : null,
  });

/** Right-to-left override: it shows what follows it backwards. */
export const override = '\u202e';

/** Two members with what each call answers. */
export function fillGitLab(fake: FakeGitLab): void {
  fake.addMember({
    id: 8,
    username: 'lea',
    keys: [
      { title: 'laptop', key: 'ssh-ed25519 AAAA laptop' },
      { title: 'commits', key: 'ssh-ed25519 BBBB', usage: 'signing' },
      { title: 'old', key: 'ssh-ed25519 CCCC', usage: 'auth', expiresAt: '2024-05-06T00:00:00.000Z' },
      { title: 'new', key: 'ssh-ed25519 DDDD', usage: 'auth', expiresAt: '2027-05-06T00:00:00.000Z' },
    ],
  });
  fake.addMember({ id: 9, username: 'tom', confirmed: false, avatar: false });
  fake.projects.push(
    {
      id: 1,
      name: 'Web app',
      path: 'lea/web-app',
      members: ['lea'],
      branches: ['main', 'next', `a${override}b`],
    },
    { id: 2, name: 'Fork', path: 'lea/fork', members: ['lea'], forkOf: 3, description: 'of a thing' },
    { id: 3, name: 'Thing', path: 'tools/deep/thing', description: null },
    { id: 4, name: 'Secret', path: 'tom/secret', members: ['tom'] },
  );
  fake.groups.push(
    { id: 30, path: 'tools', members: ['lea'], description: 'What we use' },
    { id: 31, path: 'tools/deep', members: ['lea'] },
    { id: 32, path: 'others', members: ['tom'] },
  );
  fake.mergeRequests.push(
    { id: 501, iid: 1, title: 'Add a door', state: 'opened', target: 1, source: 1 },
    { id: 502, iid: 2, title: 'Paint it', state: 'merged', target: 1, source: 2 },
    { id: 503, iid: 3, title: 'Never mind', state: 'closed', target: 1, source: null },
    { id: 504, iid: 1, title: 'From a hidden fork', state: 'opened', target: 3, source: 4 },
  );
}
