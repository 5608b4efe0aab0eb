import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useState, type ReactElement } from 'react';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { RailProvider } from './frame/rail.tsx';
import { useLiveChanges } from './link/live-changes.ts';
import { queryClient } from './link/query-client.ts';
import { createAppRouter, railItems } from './routes.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { theme } from './ui/theme.ts';

/** The whole page: theme, styles with the host's nonce, queries, then the session gate and the pages behind it. */
export function App({ nonce }: { readonly nonce: string }): ReactElement {
  const [cache] = useState(() => createCache({ key: 'relais', ...(nonce ? { nonce } : {}), prepend: true }));
  return (
    <StrictMode>
      <CacheProvider value={cache}>
        <ThemeProvider theme={theme} storageManager={null} defaultMode="system" noSsr>
          <QueryClientProvider client={queryClient}>
            <ErrorBoundary>
              <SessionGate>
                <Pages />
              </SessionGate>
            </ErrorBoundary>
          </QueryClientProvider>
        </ThemeProvider>
      </CacheProvider>
    </StrictMode>
  );
}

/** Mounted at each sign-in, with a router of its own. */
function Pages(): ReactElement {
  const [router] = useState(createAppRouter);
  useLiveChanges();
  return (
    <RailProvider value={railItems}>
      <RouterProvider router={router} />
    </RailProvider>
  );
}
