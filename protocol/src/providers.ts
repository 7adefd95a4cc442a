/** The kinds of places where code lives. `forgejo` is ours: Forgejo and Gitea. */
export const scmTypes = ['github', 'gitlab', 'github-enterprise', 'gitlab-self-hosted', 'forgejo'] as const;
export type ScmType = (typeof scmTypes)[number];

/** Those of one place each, reached by OAuth. The others are connected by their URL and an access token. */
export const oauthTypes = ['github', 'gitlab'] as const satisfies readonly ScmType[];
export type OAuthType = (typeof oauthTypes)[number];
