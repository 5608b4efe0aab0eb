import { createAccessService } from './access/access-service.ts';
import { createAcuteEventService } from './acute-care/acute-event-service.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { createAuditService } from './audit/audit-service.ts';
import { createBackupService } from './backup/backup-service.ts';
import { createDraftService } from './drafts/draft-service.ts';
import type { ClinicSummary } from '#contract/session.ts';
import type { Store } from './platform/store/store.ts';
import type { Ports } from './ports.ts';
import type { ServiceDependencies } from './service-dependencies.ts';
import { createAbsenceService } from './appointments/absence-service.ts';
import { createExchangeService } from './calendar-exchange/exchange-service.ts';
import { createFeedService } from './calendar-exchange/feed-service.ts';
import { createPushService } from './calendar-exchange/push-service.ts';
import { createAssessmentService } from './assessments/assessment-service.ts';
import { createDayListService } from './appointments/day-list/day-list-service.ts';
import { createAppointmentService } from './appointments/appointment-service.ts';
import { createBookingService } from './appointments/booking-service.ts';
import { createCalendarFileService } from './appointments/calendar-file-service.ts';
import { createClinicWeekService } from './appointments/clinic-week-service.ts';
import { createMovePreviewService } from './appointments/move-preview-service.ts';
import { createWaitingService } from './appointments/waiting/waiting-service.ts';
import { createSeriesService } from './appointments/series/series-service.ts';
import { createSiteService } from './appointments/sites/site-service.ts';
import { createResourceService } from './appointments/resources/resource-service.ts';
import { createVisitTypeService } from './appointments/types/visit-type-service.ts';
import { createSlotService } from './appointments/ranking/slot-service.ts';
import { createVisitLifeService } from './appointments/visit-life-service.ts';
import { createVisitUndoService } from './appointments/visit-undo-service.ts';
import { createRemoteVisitService } from './appointments/remote/remote-visit-service.ts';
import { createVisitMarksService } from './appointments/visit-marks-service.ts';
import { createTriageContentReader } from './referrals/active-triage-content.ts';
import { createReferralService } from './referrals/referral-service.ts';
import { createAttachmentService } from './referrals/attachments/attachment-service.ts';
import { createLetterService } from './referrals/letter-service.ts';
import { createLetterTemplateService } from './referrals/letter-template-service.ts';
import { createDeskWorkService } from './referrals/desk-work-service.ts';
import { createOpinionService } from './referrals/opinion-service.ts';
import { createResultFindingService } from './referrals/result-finding-service.ts';
import { createRoutingService } from './referrals/routing-service.ts';
import { createDelaySettingsService } from './referrals/delay-settings-service.ts';
import { createTriageDeskService } from './referrals/triage-desk-service.ts';
import { createReplayService } from './referrals/workbench/replay-service.ts';
import { createTriageQualityService } from './referrals/quality/quality-service.ts';
import { createSecondRatingService } from './referrals/second-ratings/second-rating-service.ts';
import { createRulesetService } from './referrals/workbench/ruleset-service.ts';
import { createCohortReadings } from './cohorts/cohort-readings.ts';
import { createCohortService } from './cohorts/cohort-service.ts';
import { createComparisonService } from './cohorts/comparison-service.ts';
import { createFigureService } from './cohorts/figure-service.ts';
import { createQualityService } from './cohorts/quality-service.ts';
import { createRecallService } from './cohorts/recall-service.ts';
import { createLedgerService } from './workshops/ledger-service.ts';
import { createWorkshopService } from './workshops/workshop-service.ts';
import { createNurseService } from './community-nurses/nurse-service.ts';
import { createActGuard } from './credentials/act-guard.ts';
import { credentialHoldings } from './credentials/credential-holdings.ts';
import { createCredentialService } from './credentials/credential-service.ts';
import { createFollowListService } from './follow-up-plans/follow-list-service.ts';
import { createPersonFacts } from './follow-up-plans/person-facts.ts';
import { createPlanHistory } from './follow-up-plans/plan-history.ts';
import { createPhasePlans } from './follow-up-plans/phase-plans.ts';
import { createPlanService } from './follow-up-plans/plan-service.ts';
import { createPlanner } from './follow-up-plans/planner.ts';
import { createStepActs } from './follow-up-plans/step-acts.ts';
import { createStepService } from './follow-up-plans/step-service.ts';
import { createTemplateService } from './follow-up-plans/template-service.ts';
import { createTemplateReader } from './follow-up-plans/template-reader.ts';
import { createAdministrationService } from './pathways/doses/administration-service.ts';
import { createCorrectionService } from './pathways/doses/correction-service.ts';
import { createCallService } from './pathways/doses/call-service.ts';
import { createDoseAccess } from './pathways/doses/dose-access.ts';
import { createDosePlans } from './pathways/doses/dose-plans.ts';
import { createDoseReading } from './pathways/doses/dose-reading.ts';
import { createDoseService } from './pathways/doses/dose-service.ts';
import { createEscalationService } from './pathways/doses/escalation-service.ts';
import { createBoardService } from './pathways/board-service.ts';
import { createPathwayEditorService } from './pathways/editor/editor-service.ts';
import { createMoveUndoService } from './pathways/move-undo-service.ts';
import { createMigrationService } from './pathways/migration-service.ts';
import { createPathwayFollowing } from './pathways/pathway-following.ts';
import { createPathwayReader } from './pathways/pathway-reader.ts';
import { createPathwayService } from './pathways/pathway-service.ts';
import { createRecordReadings } from './pathways/readings/record-readings.ts';
import { createExportService } from './exports/export-service.ts';
import { createRegistryReading } from './exports/registry-reading.ts';
import { createImportService } from './imports/import-service.ts';
import { createTableImportService } from './imports/table/table-import-service.ts';
import { createUndoService } from './imports/undo/undo-service.ts';
import { createPathwayFigureService } from './programme/pathway-service.ts';
import { createTeamService } from './programme/team-service.ts';
import { createIndicatorService } from './indicators/indicator-service.ts';
import { createInstrumentReader } from './instruments/active-instruments.ts';
import { createInstrumentService } from './instruments/instrument-service.ts';
import { createIntake } from './intake/intake.ts';
import { createLiveService } from './live/live-service.ts';
import { createAutomationService } from './messages/automation-service.ts';
import { createChannelService } from './messages/channel-service.ts';
import { createSendingService } from './messages/sending-service.ts';
import { createMessagePaperService } from './messages/message-paper-service.ts';
import { createMessageRuleService } from './messages/message-rule-service.ts';
import { createOutboxService } from './messages/outbox-service.ts';
import { createPrepareService } from './messages/prepare-service.ts';
import { createMonitoringService } from './monitoring/monitoring-service.ts';
import { createFactsReader } from './monitoring/known-results.ts';
import { createResultService } from './monitoring/result-service.ts';
import { createLongWork } from './platform/long-work/long-work.ts';
import { createFileDelivery } from './delivery/file-delivery.ts';
import { createPatientEditService } from './patients/patient-edit-service.ts';
import { createPatientService } from './patients/patient-service.ts';
import { createWordDictionary } from './patients/patient-search/word-dictionary.ts';
import { createDuplicateService } from './patients/duplicates/duplicate-service.ts';
import { createMergeService } from './patients/duplicates/merge-service.ts';
import { createRegistryService } from './patients/registry/registry-service.ts';
import { createRecordCopyService } from './record-copies/record-copy-service.ts';
import { createChecklistService } from './prevention/checklist-service.ts';
import { createHoldService } from './prevention/hold-service.ts';
import { createPreventionReader } from './prevention/prevention-facts.ts';
import { createStartingGuard } from './prevention/starting-guard.ts';
import { createVaccinationService } from './prevention/vaccination-service.ts';
import { createConsentService } from './research/consent-service.ts';
import { createExtractService } from './research/extract-service.ts';
import { createDiagnosisService } from './diagnoses/diagnosis-service.ts';
import { createTimelineService } from './timeline/timeline-service.ts';
import { createTreatmentReader } from './treatments/active-treatments.ts';
import { createTreatmentService } from './treatments/treatment-service.ts';
import { createReferrerService } from './people/referrer-service.ts';
import { createPeopleService } from './people/people-service.ts';

/** The long-work thread's program: beside this one as source, beside its bundle once built. */
const longWorkProgram = new URL(import.meta.url.endsWith('.ts') ? './long-work-worker.ts' : './long-work-worker.js', import.meta.url);

/** The use cases of an open clinic, built in order; the same in the hosts, the worker and the command line. */
export function createServices(store: Store, clinic: ClinicSummary, ports: Ports) {
  const audit = createAuditLog({ dataKey: store.dataKey, engine: store.database.engine, clock: ports.clock });
  const dependencies: ServiceDependencies = { unitOfWork: store.unitOfWork, audit, clinic, ports, store };
  const intake = createIntake(store, ports);
  const longWork = createLongWork({
    entry: ports.longWorkProgram ?? longWorkProgram, order: { directory: store.directory, dataKey: store.dataKey, dataDirectory: ports.dataDirectory }, log: ports.log,
    onChanges: (changes) => store.unitOfWork.changes.relay(changes),
  });
  const live = createLiveService(dependencies);
  const triageContent = createTriageContentReader();
  const instruments = createInstrumentReader();
  const files = createFileDelivery(store, ports);
  const words = createWordDictionary(store.unitOfWork.engine);
  const registry = createRegistryService(dependencies, words);
  const activeTreatments = createTreatmentReader();
  const monitoring = createMonitoringService(dependencies, activeTreatments.activeTreatmentsOfMany);
  const cohortReadings = createCohortReadings(dependencies, { lines: activeTreatments.countedLinesOfMany, results: monitoring.lastNumbersOf, catchUpMonitoring: () => monitoring.catchUp() });
  const cohorts = createCohortService(dependencies, cohortReadings, registry.rows, instruments);
  const registryFacts = createRegistryReading(dependencies, { rows: registry.rows, mainProblems: registry.mainProblems, latestOf: cohorts.latestOf, currentLinesOfMany: activeTreatments.currentLinesOfMany });
  const facts = createFactsReader(clinic.timeZone);
  const prevention = createPreventionReader(activeTreatments, facts, clinic.timeZone);
  const diagnoses = createDiagnosisService(dependencies, instruments);
  const planTemplates = createTemplateReader();
  const planner = createPlanner(planTemplates, ports.newId);
  const planHistory = createPlanHistory(planTemplates, ports.newId);
  const personFacts = createPersonFacts(facts, clinic.timeZone);
  const phasePlans = createPhasePlans(planTemplates, planner, planHistory);
  const pathwayDefinitions = createPathwayReader();
  const pathwayFollowing = createPathwayFollowing(pathwayDefinitions, ports.newId);
  const pathwayFigures = createPathwayFigureService(dependencies, pathwayDefinitions);
  const actGuard = createActGuard();
  const stepActs = createStepActs(planTemplates, actGuard);
  const doseAccess = createDoseAccess(dependencies);
  const dosePlans = createDosePlans(ports.newId);
  const doseReadings = createDoseReading(pathwayDefinitions);
  const escalations = createEscalationService(dependencies, pathwayDefinitions, doseAccess);
  const toxicityCalls = createCallService(dependencies, pathwayDefinitions, doseReadings, doseAccess, escalations);
  const triageDesk = createTriageDeskService(dependencies, triageContent, live.presence);
  const booking = createBookingService(dependencies);
  const visitUndo = createVisitUndoService(dependencies);
  const visitLife = createVisitLifeService(dependencies, stepActs.requireForVisit);
  const messagePreparation = createPrepareService(dependencies);
  const appointments = createAppointmentService(dependencies);
  const messageChannels = createChannelService(dependencies);
  const messageAutomation = createAutomationService(dependencies);
  const absences = createAbsenceService(dependencies);
  const sites = createSiteService(dependencies);
  return {
    dependencies, intake, longWork, files, live,
    exchange: createExchangeService(dependencies, absences.inTheWay), feeds: createFeedService(dependencies), push: createPushService(dependencies),
    tableImports: createTableImportService(dependencies, intake, longWork, files, triageContent),
    imports: createImportService(dependencies, intake, longWork, triageContent),
    exports: createExportService(dependencies, longWork, files, registry, cohorts.everybodyOf, registryFacts),
    registry, patients: createPatientService(dependencies, words), patientEdits: createPatientEditService(dependencies), people: createPeopleService(dependencies, sites.openingProblems), referrers: createReferrerService(dependencies),
    duplicates: createDuplicateService(dependencies, longWork),
    merges: createMergeService(dependencies),
    undoImports: createUndoService(dependencies, longWork),
    appointments, dayLists: createDayListService(dependencies, appointments.day), absences,
    booking, sites, resources: createResourceService(dependencies), visitTypes: createVisitTypeService(dependencies), slots: createSlotService(dependencies), waiting: createWaitingService(dependencies), visitUndo, visitLife, series: createSeriesService(dependencies, { booking, life: visitLife, undo: visitUndo }),
    visitMarks: createVisitMarksService(visitLife), remoteVisits: createRemoteVisitService(dependencies), movePreview: createMovePreviewService(dependencies), clinicWeek: createClinicWeekService(dependencies), calendarFiles: createCalendarFileService(dependencies),
    outbox: createOutboxService(dependencies), messagePreparation, messageChannels, messageSending: createSendingService(dependencies, messagePreparation.prepare, messageAutomation.release, messageChannels.send), messageAutomation, messageRules: createMessageRuleService(dependencies), messagePapers: createMessagePaperService(dependencies),
    referrals: createReferralService(dependencies, triageContent),
    triageDesk, resultFindings: createResultFindingService(dependencies, facts), routing: createRoutingService(dependencies, triageContent, triageDesk), deskWork: createDeskWorkService(dependencies), opinions: createOpinionService(dependencies), delaySettings: createDelaySettingsService(dependencies),
    letters: createLetterService(dependencies, triageDesk), letterTemplates: createLetterTemplateService(dependencies),
    rulesets: createRulesetService(dependencies, triageContent, longWork), ruleReplays: createReplayService(dependencies, triageContent, longWork),
    secondRatings: createSecondRatingService(dependencies),
    triageQuality: createTriageQualityService(dependencies, triageContent, diagnoses.firstInflammatory),
    attachments: createAttachmentService(dependencies, intake),
    access: createAccessService(dependencies),
    recordCopies: createRecordCopyService(dependencies, longWork, files, triageContent),
    researchConsents: createConsentService(dependencies), researchExtracts: createExtractService(dependencies, longWork, files, cohorts.everybodyOf),
    audit: createAuditService(dependencies),
    backups: createBackupService(dependencies, longWork),
    drafts: createDraftService(dependencies),
    indicators: createIndicatorService(dependencies),
    team: createTeamService(dependencies, pathwayFigures), pathwayFigures,
    instruments: createInstrumentService(dependencies, instruments),
    assessments: createAssessmentService(dependencies, instruments),
    diagnoses,
    treatments: createTreatmentService(dependencies, createStartingGuard(prevention)), activeTreatments,
    monitoring, cohorts, cohortFigures: createFigureService(dependencies, cohortReadings, cohorts.question, instruments),
    comparison: createComparisonService(dependencies, cohortReadings, cohorts.question),
    quality: createQualityService(dependencies, cohortReadings), recalls: createRecallService(dependencies, cohorts.people), monitoredResults: createResultService(dependencies),
    vaccinations: createVaccinationService(dependencies, prevention), checklist: createChecklistService(dependencies, prevention), holds: createHoldService(dependencies, activeTreatments),
    plans: createPlanService(dependencies, planTemplates, planner, planHistory, personFacts, stepActs), planSteps: createStepService(dependencies, planTemplates, planner, planHistory, personFacts, stepActs), followLists: createFollowListService(dependencies, planTemplates), planTemplates: createTemplateService(dependencies, planTemplates, planner),
    credentials: createCredentialService(dependencies, actGuard, pathwayDefinitions, stepActs),
    nurses: createNurseService(dependencies, actGuard, credentialHoldings, pathwayFollowing),
    workshops: createWorkshopService(dependencies, actGuard, pathwayFollowing, stepActs), ledger: createLedgerService(dependencies),
    doses: createDoseService(dependencies, { definitions: pathwayDefinitions, readings: doseReadings, access: doseAccess, plans: dosePlans, calls: toxicityCalls, acts: actGuard }), administrations: createAdministrationService(dependencies, doseReadings, doseAccess, escalations, actGuard), doseCorrections: createCorrectionService(dependencies, doseReadings, doseAccess, escalations, actGuard), toxicityCalls, escalations,
    acuteEvents: createAcuteEventService(dependencies),
    pathways: createPathwayService(dependencies, pathwayDefinitions, phasePlans, dosePlans, createRecordReadings({ facts, prevention, lines: activeTreatments.linesOf, checks: monitoring.followUpChecksOf })), pathwayBoard: createBoardService(dependencies, pathwayDefinitions, phasePlans),
    pathwayEditor: createPathwayEditorService(dependencies, pathwayDefinitions, planner), pathwayUndo: createMoveUndoService(dependencies, phasePlans, dosePlans), pathwayMigrations: createMigrationService(dependencies, pathwayDefinitions, phasePlans),
    timeline: createTimelineService(dependencies, activeTreatments.linesOf),
  };
}

export type Services = ReturnType<typeof createServices>;
