import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { ResearchPage } from './research-page.tsx';
import './research.css';

/** The cohort one came from. */
const asked = z.object({ cohortId: z.string().optional().catch(undefined) });

const researchRoute = createRoute({ getParentRoute: () => rootRoute, path: '/exports/research', component: ResearchPage, validateSearch: asked });

/** Pages of this area, children of `rootRoute`. */
export const researchRoutes = [researchRoute] as const;

/** Not on the rail: one comes from the palette or the page of exports. */
export const researchRail: readonly RailItem[] = [{ to: '/exports/research', label: 'research', icon: 'download', permission: 'research.extract', paletteOnly: true }];
