import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { PaymentsPage } from './payments-page.tsx';
import { WorkshopsPage } from './workshops-page.tsx';
import './workshops.css';

const workshopsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/workshops', component: WorkshopsPage });
const paymentsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/payments', component: PaymentsPage });

/** Pages of this area, children of `rootRoute`. */
export const workshopRoutes = [workshopsRoute, paymentsRoute] as const;

export const workshopRail: readonly RailItem[] = [
  { to: '/workshops', label: 'workshops', icon: 'book', permission: 'training.manage' },
  { to: '/payments', label: 'payments', icon: 'document', permission: 'payment.manage' },
];
