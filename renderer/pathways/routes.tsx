import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { BoardPage } from './board-page.tsx';
import './pathways.css';

const boardRoute = createRoute({ getParentRoute: () => rootRoute, path: '/pathways', component: BoardPage, validateSearch: z.object({ code: z.string().optional().catch(undefined) }) });

/** Pages of this area, children of `rootRoute`; the pathways of a person are a part of the record. */
export const pathwayRoutes = [boardRoute] as const;

export const pathwayRail: readonly RailItem[] = [{ to: '/pathways', label: 'pathways', icon: 'pathway', permission: 'patient.clinical.read' }];
