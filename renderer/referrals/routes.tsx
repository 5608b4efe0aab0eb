import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { CompleteRequestPage } from './complete-request-page.tsx';
import { NewRequestPage } from './new-request-page.tsx';
import { ReferralCount } from './referral-count.tsx';
import { ReferrerDirectory } from './referrer-directory.tsx';
import { ReferralPage, TriagePage } from './triage-page.tsx';
import './referrals.css';

const triageRoute = createRoute({ getParentRoute: () => rootRoute, path: '/referrals', component: TriagePage });
const newRequestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/referrals/new',
  component: NewRequestPage,
  // `resumes`: what was written before the person was registered is taken up again.
  validateSearch: z.object({ patientId: z.uuid().optional(), resumes: z.boolean().optional().catch(undefined) }),
});
const referralRoute = createRoute({ getParentRoute: () => rootRoute, path: '/referrals/$referralId', component: ReferralPage });
const completeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/referrals/$referralId/complete', component: CompleteRequestPage });

const referrersRoute = createRoute({ getParentRoute: () => rootRoute, path: '/referrers', component: ReferrerDirectory });

/** Pages of this area, children of `rootRoute`. */
export const referralRoutes = [triageRoute, newRequestRoute, referralRoute, completeRoute, referrersRoute] as const;

/** What the rail and the palette show of it. */
export const referralRail: readonly RailItem[] = [
  { to: '/referrals', label: 'triage', icon: 'triage', permission: 'referral.read', Count: ReferralCount },
  { to: '/referrers', label: 'referrers', icon: 'person', permission: 'referral.enter', paletteOnly: true },
];
