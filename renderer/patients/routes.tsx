import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { registryFilters, registrySort } from '#contract/registry.ts';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import '../access/access.css';
import '../timeline/course.css';
import '../treatments/treatments.css';
import '../prevention/prevention.css';
import './patients.css';
import { EditPage } from './edit/edit-page.tsx';
import { DuplicatesPage } from './duplicates/duplicates-page.tsx';
import { PatientPage } from './patient-page.tsx';
import { RegisterPage } from './register-page.tsx';
import { Registry } from './registry.tsx';

const registryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients',
  component: Registry,
  validateSearch: z.object({
    text: z.coerce.string().optional().catch(undefined),
    selected: z.string().optional().catch(undefined),
    filters: registryFilters.optional().catch(undefined),
    sort: registrySort.optional().catch(undefined),
  }),
});

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/new',
  component: RegisterPage,
  // `next`: once registered, back to the request that was being entered for them.
  validateSearch: z.object({ text: z.coerce.string().optional().catch(undefined), next: z.enum(['request']).optional().catch(undefined) }),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/duplicates',
  component: DuplicatesPage,
  validateSearch: z.object({ tab: z.enum(['open', 'different', 'merges']).optional().catch(undefined), importId: z.string().optional().catch(undefined) }),
});

const patientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/$patientId',
  component: PatientPage,
  validateSearch: z.object({ tab: z.enum(['summary', 'diagnoses', 'assessments', 'treatments', 'monitoring', 'prevention', 'follow-up', 'pathway', 'results', 'history', 'access']).optional().catch(undefined), test: z.coerce.string().optional().catch(undefined) }),
});

const editRoute = createRoute({ getParentRoute: () => rootRoute, path: '/patients/$patientId/edit', component: EditPage });

/** Pages of this area, children of `rootRoute`. */
export const patientRoutes = [registryRoute, registerRoute, duplicatesRoute, patientRoute, editRoute] as const;

/** What the rail and the palette show of it. */
export const patientRail: readonly RailItem[] = [{ to: '/patients', label: 'registry', icon: 'registry', permission: 'patient.read' }];
