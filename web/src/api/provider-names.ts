import type { integrations } from '@loge/protocol';

/** What those of one place call themselves, in any language. */
export const providerNames: Readonly<Record<integrations.OAuthType, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
};
