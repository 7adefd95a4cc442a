import { integrations } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';

/** How long a browser may take to leave, in milliseconds. Whoever stopped it then can press again. */
const leaving = 10_000;

interface Authorize {
  readonly busy: boolean;
  readonly error: unknown;
  begin(type: integrations.OAuthType): void;
}

/** Leads to the provider's own page, which sends the browser back to the callback page. */
export function useAuthorize(): Authorize {
  const work = useMutation({
    mutationFn: async (type: integrations.OAuthType) => {
      const { authorization } = await withProof(() =>
        call(integrations.authorize, { body: { scm_type: type } }),
      );
      location.assign(authorization.url);
    },
  });
  const { isSuccess: left, reset } = work;
  useEffect(() => {
    if (!left) return;
    const timer = setTimeout(reset, leaving);
    // Somebody came back, and the browser had kept the page as it was.
    window.addEventListener('pageshow', reset);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pageshow', reset);
    };
  }, [left, reset]);
  return { busy: work.isPending || left, error: work.error, begin: work.mutate };
}
