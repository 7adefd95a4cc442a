/** The kinds of provider, as the contract names them (docs/contract.md#integrations); `forgejo` is ours, for Gitea too. */
export type ScmType = 'github' | 'gitlab' | 'github-enterprise' | 'gitlab-self-hosted' | 'forgejo';
