import { integrations } from '@loge/protocol';

/** Throws for a type that a newer program stored. */
export function scmTypeOf({ scm_type }: { readonly scm_type: string }): integrations.ScmType {
  const known = integrations.scmTypes.find((type) => type === scm_type);
  if (!known) throw new Error(`an integration of the unknown type ${scm_type}`);
  return known;
}

export const isOAuthType = (type: string): type is integrations.OAuthType =>
  integrations.oauthTypes.some((known) => known === type);

/** Throws for a provider that a newer program stored. */
export function oauthTypeOf(provider: string): integrations.OAuthType {
  if (!isOAuthType(provider)) throw new Error(`a registration of the unknown provider ${provider}`);
  return provider;
}
