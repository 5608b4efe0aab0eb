import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { ResearchPage } from './research-page.tsx';
import './research.css';

const researchRoute = createRoute({ getParentRoute: () => rootRoute, path: '/exports/research', component: ResearchPage });

/** Pages of this area, children of `rootRoute`. */
export const researchRoutes = [researchRoute] as const;

/** Not on the rail: one comes from the palette or the page of exports. */
export const researchRail: readonly RailItem[] = [{ to: '/exports/research', label: 'research', icon: 'download', permission: 'research.extract', paletteOnly: true }];
