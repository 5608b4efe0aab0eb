import type { Migration } from 'kysely/migration';
import * as clinicPeopleAuditContent from './0001-clinic-people-audit-content.ts';
import * as patients from './0002-patients.ts';
import * as referrals from './0003-referrals.ts';
import * as appointments from './0004-appointments.ts';
import * as imports from './0005-imports.ts';
import * as trust from './0006-trust.ts';
import * as recordHistory from './0007-record-history.ts';
import * as registryAndDuplicates from './0009-registry-and-duplicates.ts';
import * as tableImports from './0010-table-imports.ts';
import * as triageDesk from './0011-triage-desk.ts';
import * as exports from './0012-exports.ts';
import * as restrictedRecords from './0013-restricted-records.ts';
import * as visits from './0015-visits.ts';
import * as attachments from './0016-attachments.ts';
import * as absences from './0017-absences.ts';
import * as importBefore from './0019-import-before.ts';
import * as assessments from './0020-assessments.ts';
import * as treatments from './0021-treatments.ts';
import * as diagnoses from './0022-diagnoses.ts';
import * as monitoring from './0023-monitoring.ts';
import * as findingWords from './0025-finding-words.ts';
import * as delayAndSteps from './0026-delay-and-steps.ts';
import * as visitPurpose from './0027-visit-purpose.ts';
import * as vaccinations from './0028-vaccinations.ts';
import * as prevention from './0029-prevention.ts';
import * as cohorts from './0031-cohorts.ts';
import * as registryWork from './0032-registry-work.ts';
import * as research from './0033-research.ts';
import * as searchWords from './0035-search-words.ts';
import * as importedDetails from './0036-imported-details.ts';
import * as letterTemplates from './0040-letter-templates.ts';
import * as decidedRoute from './0041-decided-route.ts';
import * as rulesetVersions from './0042-ruleset-versions.ts';
import * as ruleReplays from './0043-rule-replays.ts';
import * as secondRatings from './0046-second-ratings.ts';
import * as papersAndQueues from './0047-papers-and-queues.ts';
import * as followUpPlans from './0048-follow-up-plans.ts';
import * as recallContacts from './0049-recall-contacts.ts';
import * as visitPreferences from './0050-visit-preferences.ts';
import * as waitingList from './0051-waiting-list.ts';
import * as calendarExchange from './0052-calendar-exchange.ts';
import * as calendarPush from './0053-calendar-push.ts';
import * as remoteVisits from './0054-remote-visits.ts';
import * as messages from './0055-messages.ts';
import * as pathways from './0056-pathways.ts';
import * as practitionerLanguages from './0057-practitioner-languages.ts';
import * as hoursBefore from './0058-hours-before.ts';
import * as endingsReceived from './0059-endings-received.ts';
import * as sites from './0060-sites.ts';
import * as visitTypes from './0061-visit-types.ts';
import * as roomsAndEquipment from './0062-rooms-and-equipment.ts';
import * as placesGivenBack from './0063-places-given-back.ts';
import * as stepFacts from './0065-step-facts.ts';
import * as messagesByThemselves from './0066-messages-by-themselves.ts';
import * as doses from './0070-doses.ts';
import * as credentials from './0075-credentials.ts';
import * as communityNurses from './0076-community-nurses.ts';
import * as workshopsAndLedger from './0077-workshops-and-ledger.ts';
import * as pathwayDefinitions from './0078-pathway-definitions.ts';
import * as acuteEvents from './0080-acute-events.ts';
import * as firstSymptom from './0081-first-symptom.ts';
import * as absencesOfSites from './0082-absences-of-sites.ts';
import * as heldResources from './0083-held-resources.ts';
import * as secondOpinions from './0084-second-opinions.ts';
import * as retiredPathways from './0085-retired-pathways.ts';
import * as laboratoryAnswers from './0087-laboratory-answers.ts';
import * as doseCorrections from './0088-dose-corrections.ts';
import * as undoReason from './0089-undo-reason.ts';
import * as longerBeginnings from './0090-longer-beginnings.ts';
import * as statedCompetence from './0091-stated-competence.ts';
import * as answersRestOn from './0092-answers-rest-on.ts';
import * as convertedAnswers from './0093-converted-answers.ts';

/** The migrations in order, listed by hand so that a packaged application never reads a folder. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-clinic-people-audit-content': clinicPeopleAuditContent,
  '0002-patients': patients,
  '0003-referrals': referrals,
  '0004-appointments': appointments,
  '0005-imports': imports,
  '0006-trust': trust,
  '0007-record-history': recordHistory,
  '0009-registry-and-duplicates': registryAndDuplicates,
  '0010-table-imports': tableImports,
  '0011-triage-desk': triageDesk,
  '0012-exports': exports,
  '0013-restricted-records': restrictedRecords,
  '0015-visits': visits,
  '0016-attachments': attachments,
  '0017-absences': absences,
  '0019-import-before': importBefore,
  '0020-assessments': assessments,
  '0021-treatments': treatments,
  '0022-diagnoses': diagnoses,
  '0023-monitoring': monitoring,
  '0025-finding-words': findingWords,
  '0026-delay-and-steps': delayAndSteps,
  '0027-visit-purpose': visitPurpose,
  '0028-vaccinations': vaccinations,
  '0029-prevention': prevention,
  '0031-cohorts': cohorts,
  '0032-registry-work': registryWork,
  '0033-research': research,
  '0035-search-words': searchWords,
  '0036-imported-details': importedDetails,
  '0040-letter-templates': letterTemplates,
  '0041-decided-route': decidedRoute,
  '0042-ruleset-versions': rulesetVersions,
  '0043-rule-replays': ruleReplays,
  '0046-second-ratings': secondRatings,
  '0047-papers-and-queues': papersAndQueues,
  '0048-follow-up-plans': followUpPlans,
  '0049-recall-contacts': recallContacts,
  '0050-visit-preferences': visitPreferences,
  '0051-waiting-list': waitingList,
  '0052-calendar-exchange': calendarExchange,
  '0053-calendar-push': calendarPush,
  '0054-remote-visits': remoteVisits,
  '0055-messages': messages,
  '0056-pathways': pathways,
  '0057-practitioner-languages': practitionerLanguages,
  '0058-hours-before': hoursBefore,
  '0059-endings-received': endingsReceived,
  '0060-sites': sites,
  '0061-visit-types': visitTypes,
  '0062-rooms-and-equipment': roomsAndEquipment,
  '0063-places-given-back': placesGivenBack,
  '0065-step-facts': stepFacts,
  '0066-messages-by-themselves': messagesByThemselves,
  '0070-doses': doses,
  '0075-credentials': credentials,
  '0076-community-nurses': communityNurses,
  '0077-workshops-and-ledger': workshopsAndLedger,
  '0078-pathway-definitions': pathwayDefinitions,
  '0080-acute-events': acuteEvents,
  '0081-first-symptom': firstSymptom,
  '0082-absences-of-sites': absencesOfSites,
  '0083-held-resources': heldResources,
  '0084-second-opinions': secondOpinions,
  '0085-retired-pathways': retiredPathways,
  '0087-laboratory-answers': laboratoryAnswers,
  '0088-dose-corrections': doseCorrections,
  '0089-undo-reason': undoReason,
  '0090-longer-beginnings': longerBeginnings,
  '0091-stated-competence': statedCompetence,
  '0092-answers-rest-on': answersRestOn,
  '0093-converted-answers': convertedAnswers,
};
