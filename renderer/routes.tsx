import { createMemoryHistory, createRouter } from '@tanstack/react-router';
import { administrationRail, administrationRoutes } from './administration/routes.tsx';
import { assessmentRoutes } from './assessments/routes.tsx';
import { appointmentRail, appointmentRoutes } from './appointments/routes.tsx';
import { cohortRail, cohortRoutes } from './cohorts/routes.tsx';
import { workshopRail, workshopRoutes } from './workshops/routes.tsx';
import { nurseRail, nurseRoutes } from './community-nurses/routes.tsx';
import { credentialRail, credentialRoutes } from './credentials/routes.tsx';
import { exportRail, exportRoutes } from './exports/routes.tsx';
import { planRail, planRoutes } from './follow-up-plans/routes.tsx';
import type { RailItem } from './frame/rail.tsx';
import { rootRoute } from './frame/root-route.tsx';
import { importRail, importRoutes } from './imports/routes.tsx';
import { messageRail, messageRoutes } from './messages/routes.tsx';
import { monitoringRail, monitoringRoutes } from './monitoring/routes.tsx';
import { programmeRail, programmeRoutes } from './programme/routes.tsx';
import { doseRail, doseRoutes } from './doses/routes.tsx';
import { pathwayRail, pathwayRoutes } from './pathways/routes.tsx';
import { patientRail, patientRoutes } from './patients/routes.tsx';
import { referralRail, referralRoutes } from './referrals/routes.tsx';
import { researchRail, researchRoutes } from './research/routes.tsx';
import { secondRatingRail, secondRatingRoutes } from './second-ratings/routes.tsx';
import { todayRail, todayRoutes } from './today/routes.tsx';

/** Every page: each area lists its own in its `routes.tsx`. Addresses live in memory; the window's never changes. */
const routeTree = rootRoute.addChildren([...todayRoutes, ...referralRoutes, ...secondRatingRoutes, ...patientRoutes, ...cohortRoutes, ...assessmentRoutes, ...monitoringRoutes, ...planRoutes, ...pathwayRoutes, ...credentialRoutes, ...nurseRoutes, ...workshopRoutes, ...programmeRoutes, ...appointmentRoutes, ...messageRoutes, ...importRoutes, ...exportRoutes, ...researchRoutes, ...administrationRoutes, ...doseRoutes]);

/** The rail, top to bottom. */
export const railItems: readonly RailItem[] = [...todayRail, ...referralRail, ...patientRail, ...cohortRail, ...monitoringRail, ...pathwayRail, ...credentialRail, ...nurseRail, ...workshopRail, ...programmeRail, ...planRail, ...appointmentRail, ...messageRail, ...importRail, ...exportRail, ...researchRail, ...secondRatingRail, ...administrationRail, ...doseRail];

/** A router starting at `/`; one for each sign-in, so that nobody lands on the page of the person before. */
export function createAppRouter() {
  return createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/'] }), defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
