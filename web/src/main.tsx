import './theme/styles.ts';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useRoutes } from 'react-router';
import { boot } from './api/boot.ts';
import { queryClient } from './api/query-client.ts';
import { selfQuery } from './api/self.ts';
import { preload } from './preload.ts';
import { routes } from './routes.tsx';
import { BrowserHistory } from './shell/browser-history.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { watchForSigns } from './shell/fetch-ahead.ts';
import { showLastResort } from './shell/last-resort.ts';
import { frameWords } from './shell/lazy-page.tsx';
import { Providers } from './shell/providers.tsx';
import { applyAccent } from './theme/accent.ts';

function Pages() {
  return useRoutes(routes);
}

setNonce(boot.nonce);
applyAccent(boot.accent, document.documentElement);
// Asked while the page's code is still on its way.
if (boot.maybeSignedIn) queryClient.prefetchQuery(selfQuery(queryClient));

async function start(root: Element): Promise<void> {
  // What a failure is told with is here before anything that may fail.
  const words = frameWords.map((texts) => texts.load(boot.locale));
  preload.ask(location.pathname).catch(() => {});
  try {
    await Promise.all(words);
  } catch {
    showLastResort(root);
    return;
  }
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <BrowserHistory pages={preload}>
          <ErrorBoundary>
            <Pages />
          </ErrorBoundary>
        </BrowserHistory>
      </Providers>
    </StrictMode>,
  );
  watchForSigns();
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
// Not awaited here: what other files import from this one would stand in files of its own.
void start(root);
