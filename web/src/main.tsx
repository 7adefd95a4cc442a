import './theme/styles.ts';
import { setNonce } from 'get-nonce';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useRoutes } from 'react-router';
import { boot } from './api/boot.ts';
import { queryClient } from './api/query-client.ts';
import { selfQuery } from './api/self.ts';
import { routes } from './routes.tsx';
import { BrowserHistory } from './shell/browser-history.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { Providers } from './shell/providers.tsx';
import { applyAccent } from './theme/accent.ts';

function Pages() {
  return useRoutes(routes);
}

setNonce(boot.nonce);
applyAccent(boot.accent, document.documentElement);
// Asked while the page's code is still on its way.
if (boot.maybeSignedIn) queryClient.prefetchQuery(selfQuery(queryClient));

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <Providers>
      <BrowserHistory>
        <Suspense>
          <ErrorBoundary>
            <Pages />
          </ErrorBoundary>
        </Suspense>
      </BrowserHistory>
    </Providers>
  </StrictMode>,
);
