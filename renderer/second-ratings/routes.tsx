import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { SecondRatingsPage } from './second-ratings-page.tsx';
import './second-ratings.css';

const secondRatingsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/second-ratings', component: SecondRatingsPage });

/** Pages of this area, children of `rootRoute`. */
export const secondRatingRoutes = [secondRatingsRoute] as const;

/** What the palette shows of it. */
export const secondRatingRail: readonly RailItem[] = [{ to: '/second-ratings', label: 'secondRatings', icon: 'target', permission: 'triage.confirm.routine', paletteOnly: true }];
