/** What a fake GitLab has. */
export interface GitLabData {
  readonly members: GitLabMember[];
  /** Tokens that members made, by their secret. */
  readonly tokens: Map<string, GitLabToken>;
  readonly projects: GitLabProject[];
  readonly groups: GitLabGroup[];
  readonly mergeRequests: GitLabMergeRequest[];
}

export interface GitLabMember {
  readonly id: number;
  username: string;
  email: string;
  confirmed: boolean;
  avatar: boolean;
  /** `bot`: of a project's or a group's token. */
  kind: 'person' | 'bot';
  blocked: boolean;
  readonly keys: GitLabKey[];
}

interface GitLabKey {
  readonly title: string;
  readonly key: string;
  readonly usage?: 'auth' | 'signing' | 'auth_and_signing';
  readonly expiresAt?: string;
}

export interface GitLabToken {
  readonly username: string;
  scopes: readonly string[];
  /** A day, `2026-12-31`. */
  expiresAt: string | null;
  revoked: boolean;
}

export interface GitLabProject {
  readonly id: number;
  readonly name: string;
  /** `group/subgroup/project`. */
  readonly path: string;
  readonly description?: string | null;
  /** Who may see it; everybody without this. */
  readonly members?: readonly string[];
  readonly forkOf?: number;
  readonly branches?: readonly string[];
}

export interface GitLabGroup {
  readonly id: number;
  readonly path: string;
  readonly description?: string | null;
  readonly members: readonly string[];
}

export interface GitLabMergeRequest {
  readonly id: number;
  readonly iid: number;
  readonly title: string;
  readonly state: 'opened' | 'closed' | 'merged';
  /** The project that the changes are for, and the one that they come from: null when it is gone. */
  readonly target: number;
  readonly source: number | null;
}
