import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { Today } from './today.tsx';
import './today.css';

const todayRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Today });

/** Pages of this area, children of `rootRoute`. */
export const todayRoutes = [todayRoute] as const;

/** What the rail and the palette show of it. */
export const todayRail: readonly RailItem[] = [{ to: '/', label: 'today', icon: 'today' }];
