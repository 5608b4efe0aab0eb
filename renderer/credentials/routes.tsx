import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { TrainingPage } from './training-page.tsx';
import './credentials.css';

const trainingRoute = createRoute({ getParentRoute: () => rootRoute, path: '/training', component: TrainingPage });

/** Pages of this area, children of `rootRoute`. */
export const credentialRoutes = [trainingRoute] as const;

export const credentialRail: readonly RailItem[] = [{ to: '/training', label: 'training', icon: 'shield', permission: 'training.manage' }];
