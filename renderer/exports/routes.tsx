import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { registryFilters } from '#contract/registry.ts';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { ExportsPage } from './exports-page.tsx';
import './exports.css';

/** Whom one came to export: a person, or those the registry showed. */
const asked = z.object({ patientId: z.string().optional().catch(undefined), cohortId: z.string().optional().catch(undefined), text: z.coerce.string().optional().catch(undefined), filters: registryFilters.optional().catch(undefined) });

const exportsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/exports', component: ExportsPage, validateSearch: asked });

/** Pages of this area, children of `rootRoute`. */
export const exportRoutes = [exportsRoute] as const;

/** Not on the rail: one comes from the palette or the page of imports. */
export const exportRail: readonly RailItem[] = [{ to: '/exports', label: 'exports', icon: 'download', permission: 'export.identified', paletteOnly: true }];
