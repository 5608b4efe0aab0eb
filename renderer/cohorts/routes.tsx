import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { QualityPage } from './quality-page.tsx';
import { ComparisonPage } from './comparison-page.tsx';
import { CohortsPage } from './cohorts-page.tsx';
import './cohorts.css';

const cohortsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/cohorts', component: CohortsPage });
const qualityRoute = createRoute({ getParentRoute: () => rootRoute, path: '/cohorts/quality', component: QualityPage });

const comparisonRoute = createRoute({ getParentRoute: () => rootRoute, path: '/cohorts/comparison', component: ComparisonPage });

/** Pages of this area, children of `rootRoute`. */
export const cohortRoutes = [cohortsRoute, comparisonRoute, qualityRoute] as const;

export const cohortRail: readonly RailItem[] = [{ to: '/cohorts', label: 'cohorts', icon: 'filter', permission: 'cohort.use' }];
