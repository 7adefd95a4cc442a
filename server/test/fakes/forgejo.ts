import { randomText } from './fake-oauth.ts';
import { type FakeServer, type MorePages, startFakeServer } from './fake-server.ts';
import { forgejoApi } from './forgejo-api.ts';
import type { ForgejoData, ForgejoMember, ForgejoToken } from './forgejo-data.ts';

/** A Forgejo (or Gitea) on loopback, which enforces what the real one does. What it has may be changed while it runs. */
export interface FakeForgejo extends FakeServer, ForgejoData {
  /** Makes a token as a member does on their page, and returns it. */
  makeToken(login: string, scopes?: readonly string[]): string;
  revokeToken(token: string): void;
  addMember(member: Partial<ForgejoMember> & { readonly login: string }): ForgejoMember;
}

const everything = ['read:user', 'read:repository', 'read:issue', 'read:organization'];

export async function startForgejo({
  software = 'forgejo',
  port = 0,
  pages = () => null,
}: {
  readonly software?: 'forgejo' | 'gitea';
  readonly port?: number;
  readonly pages?: MorePages;
} = {}): Promise<FakeForgejo> {
  const data: ForgejoData = {
    members: [],
    tokens: new Map<string, ForgejoToken>(),
    repositories: [],
    organizations: [],
    pullRequests: [],
  };
  let id = 1000;
  const server = await startFakeServer(
    (request, origin) =>
      request.path.startsWith('/api/v1/')
        ? forgejoApi({ data, origin, software }, request)
        : (pages(request, origin) ?? { status: 404, body: '<!doctype html><title>Page Not Found</title>' }),
    port,
  );
  return Object.assign(server, data, {
    makeToken(login: string, scopes: readonly string[] = everything) {
      const token = randomText(20);
      data.tokens.set(token, { login, scopes, revoked: false });
      return token;
    },
    revokeToken(token: string) {
      const known = data.tokens.get(token);
      if (known) known.revoked = true;
    },
    addMember(member: Partial<ForgejoMember> & { readonly login: string }) {
      const made: ForgejoMember = {
        id: id++,
        prohibited: false,
        emails: [{ email: `${member.login}@example.test`, primary: true, verified: true }],
        keys: [],
        ...member,
      };
      data.members.push(made);
      return made;
    },
  });
}
