import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { ImportsPage } from './imports-page.tsx';
import { TableImportPage } from './tables/table-import-page.tsx';
import './imports.css';
import './tables/tables.css';

const importsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/imports', component: ImportsPage });
const tableImportRoute = createRoute({ getParentRoute: () => rootRoute, path: '/imports/$importId', component: TableImportPage });

/** Pages of this area, children of `rootRoute`. */
export const importRoutes = [importsRoute, tableImportRoute] as const;

/** Not on the rail: one comes from the registry's bar or the palette. */
export const importRail: readonly RailItem[] = [{ to: '/imports', label: 'imports', icon: 'download', permission: 'import.run', paletteOnly: true }];
