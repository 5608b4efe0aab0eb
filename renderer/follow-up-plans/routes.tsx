import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { DuePage } from './due-page.tsx';
import { ReachPage } from './reach-page.tsx';
import './follow-up-plans.css';

const dueRoute = createRoute({ getParentRoute: () => rootRoute, path: '/follow-up', component: DuePage });

const reachRoute = createRoute({ getParentRoute: () => rootRoute, path: '/recalls', component: ReachPage });

/** Pages of this area, children of `rootRoute`; the plans of a person are a part of the record. */
export const planRoutes = [dueRoute, reachRoute] as const;

/** Reached from Today and from the palette. */
export const planRail: readonly RailItem[] = [
  { to: '/follow-up', label: 'followUp', icon: 'followUp', permission: 'appointment.read', paletteOnly: true },
  { to: '/recalls', label: 'recalls', icon: 'phone', permission: 'appointment.read', paletteOnly: true },
];
