import { integrations } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { useDeparture } from '../../api/use-departure.ts';
import { withProof } from '../../api/with-proof.ts';

interface Authorize {
  readonly busy: boolean;
  readonly error: unknown;
  begin(type: integrations.OAuthType): void;
}

/** Leads to the provider's own page, which sends the browser back to the callback page. */
export function useAuthorize(): Authorize {
  const { to, error, begin } = useDeparture(async (type: integrations.OAuthType) => {
    const begun = await withProof(() => call(integrations.authorize, { body: { scm_type: type } }));
    return begun.authorization.url;
  });
  return { busy: to !== null, error, begin };
}
