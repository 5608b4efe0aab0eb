import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { NursesPage } from './directory-page.tsx';
import './nurses.css';

const nursesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/nurses', component: NursesPage });

/** Pages of this area, children of `rootRoute`; who follows a person is shown with their pathways. */
export const nurseRoutes = [nursesRoute] as const;

export const nurseRail: readonly RailItem[] = [{ to: '/nurses', label: 'nurses', icon: 'home', permission: 'training.manage' }];
