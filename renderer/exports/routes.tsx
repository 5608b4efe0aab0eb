import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { ExportsPage } from './exports-page.tsx';
import './exports.css';

const exportsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/exports', component: ExportsPage });

/** Pages of this area, children of `rootRoute`. */
export const exportRoutes = [exportsRoute] as const;

/** Not on the rail: one comes from the palette or the page of imports. */
export const exportRail: readonly RailItem[] = [{ to: '/exports', label: 'exports', icon: 'download', permission: 'export.identified', paletteOnly: true }];
