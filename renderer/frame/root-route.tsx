import { createRootRoute } from '@tanstack/react-router';
import { AppFrame } from './app-frame.tsx';
import { NotFound } from './not-found.tsx';
import { ScreenStopped } from './screen-stopped.tsx';

/** The parent of every page: areas make theirs with `getParentRoute: () => rootRoute`. */
export const rootRoute = createRootRoute({
  component: AppFrame,
  notFoundComponent: NotFound,
  errorComponent: ScreenStopped,
});
