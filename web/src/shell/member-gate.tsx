import type { profile } from '@loge/protocol';
import { createContext, use } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { FailureBanner } from '../api/failure-banner.tsx';
import { useSelf } from '../api/self.ts';
import { useTexts } from '../i18n/texts.ts';
import { signInTo } from '../paths.ts';
import { SkeletonPage } from '../ui/skeleton.tsx';
import { shellTexts } from './texts.ts';

const Context = createContext<profile.User | null>(null);

/** Protects the pages for members. Somebody who is not signed in goes to sign in first and comes back. */
export function MemberGate() {
  const texts = useTexts(shellTexts);
  const { pathname, search } = useLocation();
  const self = useSelf();
  if (self.isPending) return <SkeletonPage label={texts.loading} />;
  if (self.data) {
    return (
      <Context value={self.data}>
        <Outlet />
      </Context>
    );
  }
  if (self.isError) return <FailureBanner error={self.error} onRetry={() => self.refetch()} />;
  return <Navigate to={signInTo(pathname + search)} replace />;
}

/** The member whose page this is. */
export function useMember(): profile.User {
  const user = use(Context);
  if (!user) throw new Error('used outside MemberGate');
  return user;
}
