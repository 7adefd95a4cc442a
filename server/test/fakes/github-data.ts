/** What a fake GitHub has. */
export interface GitHubData {
  readonly members: GitHubMember[];
  /** Tokens that were not given by OAuth, by their secret. */
  readonly tokens: Map<string, GitHubToken>;
  readonly repositories: GitHubRepository[];
  readonly organizations: GitHubOrganization[];
  readonly pullRequests: GitHubPullRequest[];
}

export interface GitHubMember {
  readonly id: number;
  login: string;
  type: 'User' | 'Bot';
  suspended: boolean;
  readonly emails: { readonly email: string; readonly primary: boolean; readonly verified: boolean }[];
  readonly keys: { readonly title: string; readonly key: string }[];
}

export interface GitHubToken {
  readonly login: string;
  /** With permissions instead: null, as fine-grained tokens have it. */
  scopes: readonly string[] | null;
  /** Such as `contents=read`; of a fine-grained token. */
  permissions: readonly string[];
  /** Milliseconds since the Unix epoch; null for ever. */
  expiresAt: number | null;
  revoked: boolean;
  /** Of an installation of a GitHub App, or of a job: it is nobody's. */
  installation: boolean;
}

export interface GitHubRepository {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly description?: string | null;
  /** Who may see it, and has it in their list; everybody, and nobody, without this. */
  readonly members?: readonly string[];
  readonly fork?: boolean;
  readonly branches?: readonly string[];
}

export interface GitHubOrganization {
  readonly id: number;
  readonly login: string;
  readonly description?: string | null;
  readonly members: readonly string[];
  /** What it has against tokens: `sso` wants each to be authorised first. */
  block?: 'sso' | 'network' | 'applications' | 'classic';
}

export interface GitHubPullRequest {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  /** The repositories that it is for, and that it comes from: null when that one is gone. */
  readonly base: string;
  readonly head: string | null;
}
