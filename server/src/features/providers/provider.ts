import type { integrations } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';

/**
 * What Loge asks of a place where code lives. Each call is given the token of one member, ends within 25 seconds, and may throw
 * `ProviderError`. What is returned has been checked: ids are whole and positive, addresses are http(s), and texts are of one
 * line without control characters or bidirectional overrides. Of a list, an entry without a name that can be shown is left out.
 */
export interface Provider {
  readonly type: integrations.ScmType;
  /** Scheme, host and port, such as `https://git.example.test:8443`. */
  readonly origin: string;
  /** What an OAuth request asks for, so that each call here works, and the deploy service's as well. */
  readonly wantedScopes: readonly string[];
  /** Whose token it is, and what it may do. Tokens of bots, projects and groups are refused: `not_a_person`. */
  identify(token: string): Promise<Identity>;
  /** Which scopes the calls below need and `granted` lacks. None where the provider does not say what is granted (null). */
  missingScopes(granted: readonly string[] | null): readonly string[];
  /** The SSH keys that open the member's account there. Those that only sign are left out; those that have expired are not. */
  keys(token: string): Promise<ProviderKey[]>;
  /** The first hundred repositories, the best or latest first. */
  searchRepositories(token: string, query: SearchQuery): Promise<Repository[]>;
  /** Pull or merge requests, the latest first: at most a hundred of one repository, or twenty from everywhere. */
  searchPullRequests(token: string, query: SearchQuery): Promise<PullRequest[]>;
  /** One page of the organisations or groups that the member belongs to. @param page from 1. @param perPage 1 to 100. */
  organizations(token: string, page: number, perPage: number): Promise<OrganizationPage>;
  /** The branches of a repository, a thousand at most. @param repository `owner/name`; with GitLab, groups may be nested. */
  branches(token: string, repository: string): Promise<Branch[]>;
  /**
   * Ends the grant that a token of OAuth is of, or that token alone; GitLab knows no grants beyond tokens. Both want one that is
   * still good: GitHub answers `not_found` to any other, GitLab says that it is done, and its refresh token lives on. Nothing is
   * done to a token that the member made: it may serve other things too, and they delete it there themselves.
   * @param what a grant, unless it is said otherwise.
   */
  revoke(token: string, what?: 'grant' | 'token'): Promise<void>;
}

export interface Identity {
  readonly account: ProviderAccount;
  /** Null where the provider does not say. */
  readonly scopes: readonly string[] | null;
  /** When a token that the member made ends. Null when it does not, or the provider does not say. */
  readonly expiresAt: Instant | null;
}

interface ProviderAccount {
  /** The account's number there, which stays when it is renamed. */
  readonly uid: string;
  readonly username: string;
  /** Empty when there is none. */
  readonly avatarUrl: string;
  /** The first address that the provider has verified. Null when there is none, or the token may not read it. */
  readonly email: string | null;
  readonly profileUrl: string;
}

export interface ProviderKey {
  readonly title: string;
  /** OpenSSH's line. Nothing in it has been checked. */
  readonly content: string;
  /** Null when the key does not expire there. */
  readonly expiresAt: Instant | null;
}

/** The fields of what follows are named as in the contract (docs/contract.md#integrations). */
export interface Repository {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly url: string;
  readonly description: string | null;
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly html_url: string;
  /** `owner/name` of the repository that the changes come from. Empty, as its address, when it is gone or hidden. */
  readonly source_repo_name: string;
  readonly source_repo_html_url: string;
}

export interface Organization {
  readonly id: number;
  readonly login: string;
  /** Empty when there is none. */
  readonly avatarUrl: string;
  readonly url: string;
  readonly description: string | null;
}

export interface OrganizationPage {
  readonly organizations: Organization[];
  readonly total: number;
  /** How many the provider left out because they want their single sign-on first. */
  readonly hidden: number;
}

export interface Branch {
  readonly name: string;
}

/** A search as `readSearchQuery` reads it. */
export interface SearchQuery {
  /** Without qualifiers; may be empty. */
  readonly words: string;
  /** `user:<name>`: only what is of that member, organisation or group. */
  readonly owner: string | null;
  /** `repo:<owner>/<name>`. */
  readonly repository: string | null;
  /** `is:open` or `is:closed`; merged counts as closed. */
  readonly state: 'open' | 'closed' | null;
  /** `fork:true`: forks are among the repositories. */
  readonly forks: boolean;
}

/** What providers use of `fetch`, which is the way out's (platform/outbound): each call is bounded, and throws `OutboundError`. */
export type Fetch = (
  url: string,
  init: {
    readonly method: 'GET' | 'POST' | 'DELETE';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<Response>;

/** Loge as an application of a provider: with it, tokens of OAuth are ended. */
export interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ProviderOptions {
  readonly fetch: Fetch;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Null for tokens that members made themselves. */
  readonly registration: Registration | null;
}

/** Makes the client of one place. @param origin scheme, host and port. */
export type MakeProvider = (type: integrations.ScmType, origin: string, options: ProviderOptions) => Provider;
