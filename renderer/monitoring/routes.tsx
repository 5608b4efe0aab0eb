import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { LatePage } from './late-page.tsx';
import './monitoring.css';

const lateRoute = createRoute({ getParentRoute: () => rootRoute, path: '/late-checks', component: LatePage });

/** Pages of this area, children of `rootRoute`; a person's plan is a part of the record. */
export const monitoringRoutes = [lateRoute] as const;

/** Reached from Today and from the palette. */
export const monitoringRail: readonly RailItem[] = [{ to: '/late-checks', label: 'lateChecks', icon: 'laboratory', permission: 'patient.clinical.read', paletteOnly: true }];
