import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { AccountPage } from './account-page.tsx';
import { AdministrationPage } from './administration-page.tsx';
import { AuditPage } from './audit-page.tsx';
import { BackupPage } from './backup-page.tsx';
import { DelaysPage } from './delays-page.tsx';
import { LetterTemplatesPage } from './letter-templates-page.tsx';
import { LetterheadPage } from './letterhead-page.tsx';
import { MonitoringSchedulePage } from './monitoring-schedule-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { RecoveryPage } from './recovery-page.tsx';
import { RulesPage } from '../rules/rules-page.tsx';
import { SitesPage } from '../appointments/sites/sites-page.tsx';
import { TypesPage } from '../appointments/types/types-page.tsx';
import { ServerPage } from './server-page.tsx';
import { PathwayDefinitionsPage } from '../pathways/editor/definition-page.tsx';
import { PlanTemplatesPage } from '../follow-up-plans/template-page.tsx';
import { TriageQualityPage } from '../triage-quality/triage-quality-page.tsx';
import './administration.css';
import '../rules/rules.css';
import '../triage-quality/triage-quality.css';

const administrationRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration', component: AdministrationPage });
const auditRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/audit', component: AuditPage });
const backupRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/backups', component: BackupPage });
const peopleRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/people', component: PeoplePage });
const letterheadRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/letterhead', component: LetterheadPage });
const lettersRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/letters', component: LetterTemplatesPage });
const delaysRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/delays', component: DelaysPage });
const monitoringRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/monitoring', component: MonitoringSchedulePage });
const rulesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/rules', component: RulesPage });
const qualityRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/triage-quality', component: TriageQualityPage });
const plansRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/follow-up-plans', component: PlanTemplatesPage });
const pathwaysRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/pathways', component: PathwayDefinitionsPage, validateSearch: z.object({ code: z.string().optional().catch(undefined) }) });
const sitesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/sites', component: SitesPage });
const visitTypesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/visit-types', component: TypesPage });
const serverRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/server', component: ServerPage });
const recoveryRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/recovery', component: RecoveryPage });
const accountRoute = createRoute({ getParentRoute: () => rootRoute, path: '/account', component: AccountPage });

/** Pages of this area, children of `rootRoute`. */
export const administrationRoutes = [administrationRoute, peopleRoute, auditRoute, backupRoute, letterheadRoute, lettersRoute, delaysRoute, monitoringRoute, rulesRoute, qualityRoute, plansRoute, pathwaysRoute, sitesRoute, visitTypesRoute, serverRoute, recoveryRoute, accountRoute] as const;

/** What the rail and the palette show of it. */
export const administrationRail: readonly RailItem[] = [
  { to: '/administration', label: 'administration', icon: 'administration', permission: 'people.manage', atEnd: true },
  // Who changes the rules need not administer the clinic: they come here from the palette and from triage.
  { to: '/administration/rules', label: 'rules', icon: 'triage', permission: 'triage.override', paletteOnly: true },
  { to: '/administration/follow-up-plans', label: 'planTemplates', icon: 'followUp', permission: 'triage.override', paletteOnly: true },
  { to: '/administration/pathways', label: 'pathwayDefinitions', icon: 'pathway', permission: 'pathway.manage', paletteOnly: true },
  { to: '/administration/triage-quality', label: 'triageQuality', icon: 'target', permission: 'triage.override', paletteOnly: true },
];
