import { recordCopyOperations } from './record-copies/record-copy-operations.ts';
import { accessOperations } from './access/access-operations.ts';
import { dayListOperations } from './appointments/day-list/day-list-operations.ts';
import { remoteVisitOperations } from './appointments/remote/remote-visit-operations.ts';
import { absenceOperations, appointmentOperations, visitOperations } from './appointments/appointment-operations.ts';
import { siteOperations } from './appointments/sites/site-operations.ts';
import { resourceOperations } from './appointments/resources/resource-operations.ts';
import { visitTypeOperations } from './appointments/types/visit-type-operations.ts';
import { slotOperations } from './appointments/ranking/slot-operations.ts';
import { waitingOperations } from './appointments/waiting/waiting-operations.ts';
import { seriesOperations } from './appointments/series/series-operations.ts';
import { calendarOperations } from './calendar-exchange/exchange-operations.ts';
import { assessmentOperations } from './assessments/assessment-operations.ts';
import { auditOperations } from './audit/audit-operations.ts';
import { backupOperations } from './backup/backup-operations.ts';
import { draftOperations } from './drafts/draft-operations.ts';
import { cohortOperations, comparisonOperations, qualityOperations, recallOperations } from './cohorts/cohort-operations.ts';
import { exportOperations } from './exports/export-operations.ts';
import { importOperations } from './imports/import-operations.ts';
import { tableImportOperations } from './imports/table/table-import-operations.ts';
import { attachmentOperations } from './referrals/attachments/attachment-operations.ts';
import { programmeOperations } from './programme/programme-operations.ts';
import { indicatorOperations } from './indicators/indicator-operations.ts';
import { instrumentOperations } from './instruments/instrument-operations.ts';
import { triageQualityOperations } from './referrals/quality/quality-operations.ts';
import { secondRatingOperations } from './referrals/second-ratings/second-rating-operations.ts';
import { ruleOperations } from './referrals/workbench/rule-operations.ts';
import { letterOperations } from './referrals/letter-operations.ts';
import { messageChannelOperations, messageOperations } from './messages/message-operations.ts';
import { liveOperations } from './live/live-operations.ts';
import { monitoringOperations } from './monitoring/monitoring-operations.ts';
import { createOperations } from './operations.ts';
import { duplicateOperations } from './patients/duplicates/duplicate-operations.ts';
import { patientEditOperations, patientOperations } from './patients/patient-operations.ts';
import { credentialOperations } from './credentials/credential-operations.ts';
import { nurseOperations } from './community-nurses/nurse-operations.ts';
import { workshopOperations } from './workshops/workshop-operations.ts';
import { planOperations } from './follow-up-plans/plan-operations.ts';
import { acuteCareOperations } from './acute-care/acute-event-operations.ts';
import { callOperations, doseOperations, escalationOperations } from './pathways/doses/dose-operations.ts';
import { pathwayEditorOperations, pathwayOperations } from './pathways/pathway-operations.ts';
import { peopleOperations, referrerOperations } from './people/people-operations.ts';
import { referralOperations } from './referrals/referral-operations.ts';
import { preventionOperations } from './prevention/prevention-operations.ts';
import { diagnosisOperations } from './diagnoses/diagnosis-operations.ts';
import { timelineOperations } from './timeline/timeline-operations.ts';
import { treatmentOperations } from './treatments/treatment-operations.ts';
import { researchOperations } from './research/research-operations.ts';
import { accountOperations } from './users/account-operations.ts';
import { sessionOperations } from './users/session-operations.ts';

/** Every operation bound to its service, each behind the guard. A missing or extra handler does not compile. */
export function createRouter() {
  const os = createOperations();
  return os.router({
    session: sessionOperations(os),
    accounts: accountOperations(os),
    access: accessOperations(os),
    recordCopies: recordCopyOperations(os),
    patients: patientOperations(os),
    patientEdits: patientEditOperations(os),
    people: peopleOperations(os),
    referrers: referrerOperations(os),
    referrals: referralOperations(os),
    letters: letterOperations(os),
    attachments: attachmentOperations(os),
    appointments: appointmentOperations(os),
    sites: siteOperations(os),
    resources: resourceOperations(os),
    visitTypes: visitTypeOperations(os),
    slots: slotOperations(os),
    series: seriesOperations(os),
    waiting: waitingOperations(os),
    visits: visitOperations(os),
    remoteVisits: remoteVisitOperations(os),
    dayLists: dayListOperations(os),
    messages: messageOperations(os),
    messageChannels: messageChannelOperations(os),
    absences: absenceOperations(os),
    calendars: calendarOperations(os),
    imports: importOperations(os),
    tableImports: tableImportOperations(os),
    exports: exportOperations(os),
    research: researchOperations(os),
    audit: auditOperations(os),
    backups: backupOperations(os),
    drafts: draftOperations(os),
    duplicates: duplicateOperations(os),
    indicators: indicatorOperations(os),
    programme: programmeOperations(os),
    instruments: instrumentOperations(os),
    live: liveOperations(os),
    assessments: assessmentOperations(os),
    treatments: treatmentOperations(os),
    monitoring: monitoringOperations(os),
    diagnoses: diagnosisOperations(os),
    prevention: preventionOperations(os),
    cohorts: cohortOperations(os),
    comparison: comparisonOperations(os),
    timeline: timelineOperations(os),
    quality: qualityOperations(os),
    recalls: recallOperations(os),
    plans: planOperations(os),
    pathways: pathwayOperations(os),
    pathwayEditor: pathwayEditorOperations(os),
    credentials: credentialOperations(os),
    nurses: nurseOperations(os),
    workshops: workshopOperations(os),
    doses: doseOperations(os),
    toxicityCalls: callOperations(os),
    escalations: escalationOperations(os),
    acuteCare: acuteCareOperations(os),
    rules: ruleOperations(os),
    triageQuality: triageQualityOperations(os),
    secondRatings: secondRatingOperations(os),
  });
}

export type AppRouter = ReturnType<typeof createRouter>;
