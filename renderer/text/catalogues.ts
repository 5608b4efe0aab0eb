import frAcute from './fr/acute.json' with { type: 'json' };
import frAbsences from './fr/absences.json' with { type: 'json' };
import frAccess from './fr/access.json' with { type: 'json' };
import frAccounts from './fr/accounts.json' with { type: 'json' };
import frAdministration from './fr/administration.json' with { type: 'json' };
import frAppointments from './fr/appointments.json' with { type: 'json' };
import frAssessments from './fr/assessments.json' with { type: 'json' };
import frDiagnoses from './fr/diagnoses.json' with { type: 'json' };
import frTreatments from './fr/treatments.json' with { type: 'json' };
import frAttachments from './fr/attachments.json' with { type: 'json' };
import frAudit from './fr/audit.json' with { type: 'json' };
import frBackups from './fr/backups.json' with { type: 'json' };
import frCalendars from './fr/calendars.json' with { type: 'json' };
import frCohorts from './fr/cohorts.json' with { type: 'json' };
import frComparison from './fr/comparison.json' with { type: 'json' };
import frCommon from './fr/common.json' with { type: 'json' };
import frCredentials from './fr/credentials.json' with { type: 'json' };
import frDrafts from './fr/drafts.json' with { type: 'json' };
import frDuplicates from './fr/duplicates.json' with { type: 'json' };
import frErrors from './fr/errors.json' with { type: 'json' };
import frExports from './fr/exports.json' with { type: 'json' };
import frImports from './fr/imports.json' with { type: 'json' };
import frMessages from './fr/messages.json' with { type: 'json' };
import frMonitoring from './fr/monitoring.json' with { type: 'json' };
import frNurses from './fr/nurses.json' with { type: 'json' };
import frDoses from './fr/doses.json' with { type: 'json' };
import frPathways from './fr/pathways.json' with { type: 'json' };
import frPatients from './fr/patients.json' with { type: 'json' };
import frPlans from './fr/plans.json' with { type: 'json' };
import frProgramme from './fr/programme.json' with { type: 'json' };
import frPrevention from './fr/prevention.json' with { type: 'json' };
import frRecord from './fr/record.json' with { type: 'json' };
import frReferrals from './fr/referrals.json' with { type: 'json' };
import frRegistry from './fr/registry.json' with { type: 'json' };
import frRemoteVisits from './fr/remote-visits.json' with { type: 'json' };
import frResearch from './fr/research.json' with { type: 'json' };
import frRules from './fr/rules.json' with { type: 'json' };
import frSecondRatings from './fr/second-ratings.json' with { type: 'json' };
import frSession from './fr/session.json' with { type: 'json' };
import frSites from './fr/sites.json' with { type: 'json' };
import frSlots from './fr/slots.json' with { type: 'json' };
import frTables from './fr/tables.json' with { type: 'json' };
import frTimeline from './fr/timeline.json' with { type: 'json' };
import frToday from './fr/today.json' with { type: 'json' };
import frTriageQuality from './fr/triage-quality.json' with { type: 'json' };
import frWorkshops from './fr/workshops.json' with { type: 'json' };
import frVisitTypes from './fr/visit-types.json' with { type: 'json' };
import frVisits from './fr/visits.json' with { type: 'json' };
import enAcute from './en/acute.json' with { type: 'json' };
import enAbsences from './en/absences.json' with { type: 'json' };
import enAccess from './en/access.json' with { type: 'json' };
import enAccounts from './en/accounts.json' with { type: 'json' };
import enAdministration from './en/administration.json' with { type: 'json' };
import enAppointments from './en/appointments.json' with { type: 'json' };
import enAssessments from './en/assessments.json' with { type: 'json' };
import enDiagnoses from './en/diagnoses.json' with { type: 'json' };
import enTreatments from './en/treatments.json' with { type: 'json' };
import enAttachments from './en/attachments.json' with { type: 'json' };
import enAudit from './en/audit.json' with { type: 'json' };
import enBackups from './en/backups.json' with { type: 'json' };
import enCalendars from './en/calendars.json' with { type: 'json' };
import enCohorts from './en/cohorts.json' with { type: 'json' };
import enComparison from './en/comparison.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enCredentials from './en/credentials.json' with { type: 'json' };
import enDrafts from './en/drafts.json' with { type: 'json' };
import enDuplicates from './en/duplicates.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enExports from './en/exports.json' with { type: 'json' };
import enImports from './en/imports.json' with { type: 'json' };
import enMessages from './en/messages.json' with { type: 'json' };
import enMonitoring from './en/monitoring.json' with { type: 'json' };
import enNurses from './en/nurses.json' with { type: 'json' };
import enDoses from './en/doses.json' with { type: 'json' };
import enPathways from './en/pathways.json' with { type: 'json' };
import enPatients from './en/patients.json' with { type: 'json' };
import enPlans from './en/plans.json' with { type: 'json' };
import enProgramme from './en/programme.json' with { type: 'json' };
import enPrevention from './en/prevention.json' with { type: 'json' };
import enRecord from './en/record.json' with { type: 'json' };
import enReferrals from './en/referrals.json' with { type: 'json' };
import enRegistry from './en/registry.json' with { type: 'json' };
import enRemoteVisits from './en/remote-visits.json' with { type: 'json' };
import enResearch from './en/research.json' with { type: 'json' };
import enRules from './en/rules.json' with { type: 'json' };
import enSecondRatings from './en/second-ratings.json' with { type: 'json' };
import enSession from './en/session.json' with { type: 'json' };
import enSites from './en/sites.json' with { type: 'json' };
import enSlots from './en/slots.json' with { type: 'json' };
import enTables from './en/tables.json' with { type: 'json' };
import enTimeline from './en/timeline.json' with { type: 'json' };
import enToday from './en/today.json' with { type: 'json' };
import enTriageQuality from './en/triage-quality.json' with { type: 'json' };
import enWorkshops from './en/workshops.json' with { type: 'json' };
import enVisitTypes from './en/visit-types.json' with { type: 'json' };
import enVisits from './en/visits.json' with { type: 'json' };

/** Every text of the page: one namespace per area, the same keys in both languages. An area fills its own two files. */
export const catalogues = {
  fr: {
    absences: frAbsences,
    acute: frAcute,
    access: frAccess,
    accounts: frAccounts,
    administration: frAdministration,
    appointments: frAppointments,
    assessments: frAssessments,
    diagnoses: frDiagnoses,
    treatments: frTreatments,
    attachments: frAttachments,
    audit: frAudit,
    backups: frBackups,
    calendars: frCalendars,
    cohorts: frCohorts,
    comparison: frComparison,
    common: frCommon,
    credentials: frCredentials,
    drafts: frDrafts,
    duplicates: frDuplicates,
    errors: frErrors,
    exports: frExports,
    imports: frImports,
    messages: frMessages,
    monitoring: frMonitoring,
    nurses: frNurses,
    pathways: frPathways,
    doses: frDoses,
    patients: frPatients,
    plans: frPlans,
    programme: frProgramme,
    prevention: frPrevention,
    record: frRecord,
    referrals: frReferrals,
    registry: frRegistry,
    'remote-visits': frRemoteVisits,
    research: frResearch,
    rules: frRules,
    'second-ratings': frSecondRatings,
    session: frSession,
    sites: frSites,
    slots: frSlots,
    tables: frTables,
    timeline: frTimeline,
    today: frToday,
    'triage-quality': frTriageQuality,
    'visit-types': frVisitTypes,
    visits: frVisits,
    workshops: frWorkshops,
  },
  en: {
    absences: enAbsences,
    acute: enAcute,
    access: enAccess,
    accounts: enAccounts,
    administration: enAdministration,
    appointments: enAppointments,
    assessments: enAssessments,
    diagnoses: enDiagnoses,
    treatments: enTreatments,
    attachments: enAttachments,
    audit: enAudit,
    backups: enBackups,
    calendars: enCalendars,
    cohorts: enCohorts,
    comparison: enComparison,
    common: enCommon,
    credentials: enCredentials,
    drafts: enDrafts,
    duplicates: enDuplicates,
    errors: enErrors,
    exports: enExports,
    imports: enImports,
    messages: enMessages,
    monitoring: enMonitoring,
    nurses: enNurses,
    pathways: enPathways,
    doses: enDoses,
    patients: enPatients,
    plans: enPlans,
    programme: enProgramme,
    prevention: enPrevention,
    record: enRecord,
    referrals: enReferrals,
    registry: enRegistry,
    'remote-visits': enRemoteVisits,
    research: enResearch,
    rules: enRules,
    'second-ratings': enSecondRatings,
    session: enSession,
    sites: enSites,
    slots: enSlots,
    tables: enTables,
    timeline: enTimeline,
    today: enToday,
    'triage-quality': enTriageQuality,
    'visit-types': enVisitTypes,
    visits: enVisits,
    workshops: enWorkshops,
  },
} as const;
