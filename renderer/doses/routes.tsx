import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { CallPage } from './call-page.tsx';
import { DosePage } from './dose-page.tsx';
import { DueDosesPage } from './due-doses-page.tsx';
import { EscalationsPage } from './escalations-page.tsx';
import { EscalationCount } from './today-doses.tsx';
import './doses.css';

const dueRoute = createRoute({ getParentRoute: () => rootRoute, path: '/doses', component: DueDosesPage });
const doseRoute = createRoute({ getParentRoute: () => rootRoute, path: '/doses/$doseId', component: DosePage });
const callRoute = createRoute({ getParentRoute: () => rootRoute, path: '/toxicity-call', component: CallPage, validateSearch: z.object({ enrolmentId: z.string(), doseId: z.string().optional(), callId: z.string().optional() }) });
const escalationsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/escalations', component: EscalationsPage });

/** Pages of this area, children of `rootRoute`; the doses of a person are a part of the record. */
export const doseRoutes = [dueRoute, doseRoute, callRoute, escalationsRoute] as const;

export const doseRail: readonly RailItem[] = [
  { to: '/escalations', label: 'escalations', icon: 'bell', permission: 'patient.clinical.read', Count: EscalationCount },
  { to: '/doses', label: 'doses', icon: 'syringe', permission: 'patient.clinical.read', paletteOnly: true },
];
