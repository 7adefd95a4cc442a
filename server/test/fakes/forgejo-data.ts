/** What a fake Forgejo has. */
export interface ForgejoData {
  readonly members: ForgejoMember[];
  readonly tokens: Map<string, ForgejoToken>;
  readonly repositories: ForgejoRepository[];
  readonly organizations: ForgejoOrganization[];
  readonly pullRequests: ForgejoPullRequest[];
}

export interface ForgejoMember {
  /** Below 1 for those that are nobody, such as the one that jobs run as. */
  readonly id: number;
  login: string;
  prohibited: boolean;
  readonly emails: { readonly email: string; readonly primary: boolean; readonly verified: boolean }[];
  readonly keys: { readonly title: string; readonly key: string; readonly type?: 'user' | 'deploy' }[];
}

export interface ForgejoToken {
  readonly login: string;
  /** Such as `read:user`; `write:` includes `read:`, and `all` everything. */
  scopes: readonly string[];
  revoked: boolean;
}

export interface ForgejoRepository {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly description?: string;
  /** Who works on it and sees it; everybody sees it, and nobody works on it, without this. */
  readonly members?: readonly string[];
  readonly fork?: boolean;
  readonly branches?: readonly string[];
}

interface ForgejoOrganization {
  readonly id: number;
  readonly login: string;
  readonly description?: string;
  readonly members: readonly string[];
}

export interface ForgejoPullRequest {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  /** The repositories that it is for, and that it comes from: null when that one is gone. */
  readonly base: string;
  readonly head: string | null;
}
