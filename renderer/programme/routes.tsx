import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { ProgrammePage } from './programme-page.tsx';
import './programme.css';

const programmeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/programme', component: ProgrammePage });

/** Pages of this area, children of `rootRoute`. */
export const programmeRoutes = [programmeRoute] as const;

export const programmeRail: readonly RailItem[] = [{ to: '/programme', label: 'programme', icon: 'programme', permission: 'indicators.read' }];
