import { insertAdministration } from '../../pathways/doses/administration-repository.ts';
import { insertCorrection } from '../../pathways/doses/correction-repository.ts';
import { keepCall, planCalls } from '../../pathways/doses/call-repository.ts';
import { changeDose, insertAnswers } from '../../pathways/doses/dose-repository.ts';
import { insertEscalation } from '../../pathways/doses/escalation-repository.ts';
import { enrolAtHome, goodAdministration, noSymptoms } from '../../pathways/doses/testing/dosed-patient.ts';
import type { Caller } from '../../users/caller.ts';
import { aRequest, findingsOf } from '../../referrals/testing/referral-fixtures.ts';
import { sealedPieces } from '../../referrals/attachments/attachment-content.ts';
import { newAttachmentKey } from '../../referrals/attachments/attachment-key.ts';
import { insertAttachment } from '../../referrals/attachments/attachment-repository.ts';
import { officeHours } from '../../appointments/testing/booking-fixtures.ts';
import { insertReplay, insertReplayCases } from '../../referrals/workbench/replay-repository.ts';
import { rulesetInForce } from '../../referrals/workbench/ruleset-repository.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';

/** A restricted record whose every part says something no other text does. */
export interface PlantedRecord {
  readonly patientId: string;
  readonly birthDate: string;
  readonly nam: string;
  readonly fileNumber: string;
  /** Sorted by the member, not yet decided. */
  readonly receivedReferralId: string;
  /** Decided by the member and booked with them. */
  readonly bookedReferralId: string;
  readonly appointmentId: string;
  /** A visit called off with a reason. */
  readonly calledOffId: string;
  /** A visit booked with others. */
  readonly seriesId: string;
  readonly seriesVisitId: string;
  /** On the waiting list, and a place held. */
  readonly waitingId: string;
  readonly holdId: string;
  readonly visitDay: string;
  readonly practitionerId: string;
  /** A paper of the booked request. */
  readonly attachmentId: string;
  /** A letter about the booked request. */
  readonly letterId: string;
  /** Somebody open to all who may be the same person, and the pair they make. */
  readonly twinId: string;
  readonly pairId: string;
  /** Became part of the planted record before it was restricted. */
  readonly retiredId: string;
  readonly mergeId: string;
  /** A table checked and not decided: its row 2 is about the person. */
  readonly tableId: string;
  /** Signed by the member. */
  readonly assessmentId: string;
  /** The drug of the record. */
  readonly lineId: string;
  readonly conditionId: string;
  readonly allergyId: string;
  readonly vaccinationId: string;
  readonly followUpId: string;
  readonly contactId: string;
  readonly departureId: string;
  readonly openStepId: string;
  readonly doneStepId: string;
  readonly planTemplateId: string;
  /** A pathway of theirs, suspended with a word. */
  readonly enrolmentId: string;
  readonly pathwayId: string;
  /** A nurse who follows them, named with a word. */
  readonly nurseId: string;
  readonly assignmentId: string;
  /** A workshop they were at, with a word. */
  readonly workshopId: string;
  /** Doses of theirs at home: one given, one planned; a call to make, an escalation that waits. */
  readonly dosedId: string;
  readonly givenDoseId: string;
  readonly plannedDoseId: string;
  readonly plannedCallId: string;
  readonly escalationId: string;
  /** An admission. */
  readonly acuteEventId: string;
  /** What the member stated of the checklist before a biologic, and a plan of theirs. */
  readonly checkId: string;
  readonly planId: string;
  /** A message to the person, prepared. */
  readonly messageId: string;
  /** A result typed by the member. */
  readonly resultId: string;
  /** A replay of the rules that would have changed the request still to be decided. */
  readonly replayId: string;
  /** Samples of second ratings with the booked request: one over, and one whose rating is asked of the member. */
  readonly sampleId: string;
  readonly ratingId: string;
}

/** What whoever is outside the care team must never see; the name, the birth date and the numbers one identifies by are not among them. */
export const secrets = {
  birthName: 'Nomdejeunefille', phone: '514 555-7531', email: 'secret.courriel@example.org', address: '77, rue Cachée', city: 'Villesecrète', postalCode: 'J9Z 9Z9', region: 'ZQ',
  problem: 'Maladiesecrète', allergy: 'Allergiesecrète', medication: 'Médicamentsecret', result: 'Examensecret', component: 'Composantesecrète', referralWords: 'Motsdudemandeur', number: '77.25',
  overrideReason: 'Raisondutriage', note: 'Notedetriage', visitReason: 'Motifdevisite', restriction: 'Motifderestriction', callNote: 'Appelsecret', letter: 'Corpsdelettre', calledOff: 'Motifdannulation', paper: 'Papiersecret', copy: 'Demandedecopie', keptText: 'Textegardé', assessment: 'Constatsecret', typedResult: 'Réponsesecrète', lateWords: 'Suitesecrète', vaccination: 'Vaccinsecret', checkNote: 'Vérificationsecrète', planNote: 'Opérationsecrète', payer: 'Payeursecret', sentBack: 'Raisonduretour', remotePlace: 'Endroitsecret', toBookWords: 'Motifenpersonne', ratingNote: 'Motdelarelecture', messageSubject: 'Objetdumessage', messageBody: 'Corpsdumessage', contactNote: 'Motducontact', planStep: 'Étapesecrète', planPause: 'Pausesecrète', pathwayNote: 'Parcourssecret', nurseNote: 'Infirmièresecrète', workshopNote: 'Ateliersecret', contactWords: 'Appelraté', doseWords: 'Dosedéplacée', doseAnswer: 'Réponsavantdose', callWords: 'Appeldesymptômes', escalationWords: 'Escaladesecrète', doseLot: 'Lotsecret', doseCorrection: 'Lotmalrecopie', acuteReason: 'Motifdurgence',
  visitWishes: 'Souhaitderendezvous', waitingWords: 'Motsdattente',
  keptBy: 'Quiyaécrit', twin: '1999-09-09T09:09:09.000Z', merged: '1999-08-08T08:08:08.000Z',
} as const;

/** Puts the record on file and restricts it as the member, its only reader. */
export async function plantRecord(clinic: TestClinic, member: Caller): Promise<PlantedRecord> {
  const { services, ports } = clinic;
  const [patientId, now] = [ports.newId(), ports.clock.now()];
  const identity = { familyName: 'Plantée-Cachette', givenName: 'Rose', birthDate: '1979-02-08', administrativeSex: 'F' } as const;
  await services.patients.register(member, {
    patientId, ...identity, birthFamilyName: secrets.birthName, nam: null, fileNumber: 'D-4711', language: 'fr', phone: secrets.phone, email: secrets.email, addressLine: secrets.address,
    city: secrets.city, postalCode: secrets.postalCode, regionCode: '06', mobility: 'unknown', teleSuitability: 'yes',
  });
  const [twinId, retiredId, mergeId] = [ports.newId(), ports.newId(), ports.newId()];
  for (const [id, givenName] of [[twinId, 'Rosa'], [retiredId, 'R.']] as const) {
    await services.patients.register(member, {
      patientId: id, ...identity, givenName, birthFamilyName: null, nam: null, fileNumber: null, language: 'fr', phone: null, email: null, addressLine: null, city: null, postalCode: null, regionCode: null,
      mobility: 'unknown', teleSuitability: 'unknown',
    });
  }
  await services.merges.merge(member, { mergeId, survivorId: patientId, survivorVersion: 1, retiredId, retiredVersion: 1, take: [] });
  await services.people.setWeeklyHours(member, { practitionerId: member.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
  const ids = { observation: ports.newId(), medication: ports.newId(), condition: ports.newId(), allergy: ports.newId(), vaccination: ports.newId() };
  const clinical = { patient_id: patientId, code_system: null, code: null, other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now };
  const noValue = { value_kind: null, value_number: null, value_unit: null, value_unit_code: null, value_code_system: null, value_code: null, value_text: null };
  await clinic.store.unitOfWork.write(async (db) => {
    await db.updateTable('patient').set({ region_code: secrets.region }).where('id', '=', patientId).execute();
    await db.insertInto('patient_identifier').values({ id: ports.newId(), patient_id: patientId, system: 'urn:relais:identifier:ramq-nam', value: 'PLAR79520816', use: null, valid_from: null }).execute();
    await db.insertInto('condition').values({ id: ids.condition, ...clinical, text: secrets.problem, clinical_status: 'active', verification_status: null, category: null, onset_on: '2020', ended_on: null, recorded_on: null }).execute();
    await db.insertInto('allergy').values({ id: ids.allergy, ...clinical, text: secrets.allergy, kind: null, category: null, criticality: null, clinical_status: 'active', verification_status: null, recorded_on: null, reactions: null }).execute();
    await db.insertInto('vaccination').values({ id: ids.vaccination, ...clinical, text: secrets.vaccination, status: 'completed', status_reason: null, status_note: null, given_on: '2026-01-05', given_words: null, lot_number: null, expires_on: null, site: null, route: null, dose_number: null, primary_source: null, report_origin: null, note: null, recorded_on: null }).execute();
    await db.insertInto('medication').values({ id: ids.medication, ...clinical, text: secrets.medication, kind: 'request', status: 'active', intent: null, authored_on: null, started_on: null, ended_on: null, dosage: null, reason_text: null, practitioner_id: null }).execute();
    await db.insertInto('observation').values({ id: ids.observation, ...clinical, ...noValue, text: secrets.result, status: 'final', category: 'laboratory', effective_at: '2026-01-05', issued_at: null, value_number: Number(secrets.number), interpretation: null, reference_low: null, reference_high: null }).execute();
    await db.insertInto('observation_component').values({ observation_id: ids.observation, position: 0, code_system: null, code: null, text: secrets.component, other_codings: null, ...noValue }).execute();
  });
  const findings = { ...findingsOf.B, crp: Number(secrets.number) };
  const booked = aRequest(clinic, patientId, { freeText: secrets.referralWords, findings });
  const received = aRequest(clinic, patientId, { freeText: secrets.referralWords, findings });
  await services.referrals.enter(member, booked);
  await services.referrals.enter(member, received);
  await services.referrals.override(member, { referralId: booked.referralId, expectedVersion: 1, cls: 'C', primary: 'RHEUM', modality: 'VIDEO', disposition: 'book', reason: secrets.overrideReason, redirectTo: null, note: secrets.note });
  await services.slots.setPreferences(member, { patientId, expectedVersion: 0, weekdays: [], halfDays: [], modalities: [], noticeHours: null, travelKm: 3137, travelMinutes: null, words: secrets.visitWishes });
  const replayId = ports.newId();
  await clinic.store.unitOfWork.write(async (db) => {
    const versionId = await rulesetInForce(db);
    const side = (cls: 'B' | 'C') => ({ cls, primary: 'RHEUM', modality: 'IN_PERSON', rules: ['R21'], facts: [{ field: 'crp', value: Number(secrets.number), part: 'present' as const }] });
    await insertReplay(db, { id: replayId, versionId, againstId: versionId, startedAt: now, by: member.userId });
    await insertReplayCases(db, replayId, [{ id: ports.newId(), referralId: received.referralId, from: 'B', to: 'C', place: 9, detail: { before: side('B'), after: side('C'), differences: ['class'] } }]);
  });
  const practitionerId = member.practitionerId ?? '';
  const visit = await services.booking.book(member, {
    appointmentId: ports.newId(), patientId, referralId: booked.referralId, practitionerId, startsAt: '2026-11-18T14:00:00.000Z', minutes: 30, modality: 'VIDEO', patientZone: null, reason: secrets.visitReason,
    consent: { given: true, how: 'verbal', limitsExplained: true },
  });
  const off = await services.booking.book(member, {
    appointmentId: ports.newId(), patientId, referralId: null, practitionerId, startsAt: '2026-11-18T16:00:00.000Z', minutes: 30, modality: 'PHONE', patientZone: null, reason: null, consent: null,
  });
  const [seriesId, seriesVisitId] = [ports.newId(), ports.newId()];
  await services.series.book(member, {
    seriesId, patientId, referralId: null, modality: 'IN_PERSON', minutes: 30, patientZone: null, purpose: null, reason: secrets.visitReason, consent: null, visits: [{ appointmentId: seriesVisitId, practitionerId, startsAt: '2026-11-18T19:00:00.000Z' }],
  });
  const [waitingId, holdId] = [ports.newId(), ports.newId()];
  await services.waiting.add(member, { entryId: waitingId, patientId, appointmentId: null, role: 'rheumatologist', modality: null, dueOn: null, words: secrets.waitingWords });
  await services.waiting.hold(member, { holdId, practitionerId, startsAt: '2026-11-25T14:00:00.000Z', minutes: 30, modality: 'IN_PERSON', patientId, referralId: null, entryId: waitingId, forMinutes: 2880 });
  await services.visitLife.cancel(member, { appointmentId: off.id, expectedVersion: off.version, party: 'patient', cause: 'other', note: secrets.calledOff, request: 'waits' });
  await clinic.store.unitOfWork.write((db) =>
    db.insertInto('emergency_call').values({ id: ports.newId(), referral_id: booked.referralId, called_at: now, called_whom: secrets.callNote, recorded_by: member.userId, recorded_at: now, note: secrets.callNote }).execute(),
  );
  await clinic.store.unitOfWork.write((db) =>
    db.insertInto('referral_step').values({ id: ports.newId(), referral_id: received.referralId, at: now, by: member.userId, action: 'returned', from_state: 'accepted', to_state: 'received', reason: secrets.sentBack }).execute(),
  );
  const letterId = ports.newId();
  await services.letters.write(member, { letterId, referralId: booked.referralId, kind: 'advice', language: 'fr', addressee: 'Dr X', body: secrets.letter });
  const attachmentId = ports.newId();
  const { key, sealedKey } = newAttachmentKey(clinic.store.dataKey);
  const paper = Buffer.from(secrets.paper);
  const pairId = await plantTraces(clinic, { patientId, twinId, mergeId, userId: member.userId });
  await clinic.store.unitOfWork.write((db) =>
    insertAttachment(db, { id: attachmentId, referralId: booked.referralId, name: secrets.paper, mediaType: 'image/png', bytes: paper.length, pages: 1, sha256: 'x', sealedKey, addedAt: now, addedBy: member.userId }, sealedPieces(key, attachmentId, paper)),
  );
  const table = Buffer.from(`Nom;Prénom;DDN\n${identity.familyName};${identity.givenName};${identity.birthDate}\n`);
  const { importId: tableId } = await services.tableImports.importWhole(member, { name: 'r.csv', bytes: table.length, sha256: 'x', content: table }, {
    version: 1, reading: { format: 'delimited', encoding: 'utf-8', separator: ';', sheet: null, headerLine: 1 }, dateOrder: 'ymd', decimal: 'comma', values: {}, merge: 'fill', sure: 'ask', likely: 'ask',
    columns: ([['Nom', 'familyName'], ['Prénom', 'givenName'], ['DDN', 'birthDate']] as const).map(([header, field]) => ({ header, field, label: null, unit: null })),
  }, { checkOnly: true, onProgress: () => undefined, shouldStop: () => false });
  await clinic.store.unitOfWork.write((db) =>
    db
      .insertInto('remote_visit')
      .values({
        appointment_id: visit.id, checklist: JSON.stringify({ identity: ['name', 'birth-date'], place: secrets.remotePlace, phone: 'x', emergencyContact: '', others: null, interpreter: '', plan: 'call-back', technical: 'works' }),
        // Ended after whatever this test books: nobody has been seen since.
        checked_at: ports.clock.now(), checked_by: member.userId, fallback_reason: null, fallback_at: null, fallback_by: null, exam_limits: '', outcome_at: '2027-11-16T15:12:00.000Z', outcome_by: member.userId,
        convert_until: '2026-12-01', convert_reason: secrets.toBookWords, dropped_at: null, dropped_by: null, drop_reason: null,
      })
      .execute(),
  );
  const messageId = ports.newId();
  await clinic.store.unitOfWork.write(async (db) => {
    await db
      .insertInto('message')
      .values({
        id: messageId, key: messageId, rule_code: 'reminder', rule_version: 1, occasion: 'before-visit', patient_id: patientId, appointment_id: visit.id, step_id: null, visit_starts_at: visit.startsAt, language: 'fr', channel: 'letter',
        subject: secrets.messageSubject, body: secrets.messageBody, state: 'prepared', cause: null, due_at: ports.clock.now(), expires_at: null, prepared_at: ports.clock.now(), edited_at: null, edited_by: null, updated_at: ports.clock.now(),
      })
      .execute();
    await db.insertInto('contact_preference').values({ id: ports.newId(), patient_id: patientId, channel: 'email', wants: 1, note: secrets.contactNote, noted_at: ports.clock.now(), noted_by: member.userId }).execute();
  });
  const { assessmentId } = await services.assessments.begin(member, { patientId, appointmentId: null });
  const entry = { on: '2026-11-16', jointSet: null, joints: {}, instruments: ['urate'], values: { urate_umol_l: Number(secrets.number) }, choices: {}, takenOn: {}, note: secrets.assessment };
  await services.assessments.save(member, { assessmentId, expectedVersion: 1, entry });
  await services.assessments.sign(member, { assessmentId, expectedVersion: 2 });
  const resultId = ports.newId();
  await services.monitoredResults.record(member, { patientId, takenOn: '2026-11-10', results: [{ resultId, test: 'hbsag', number: null, comparator: null, unit: null, words: secrets.typedResult }] });
  // Late since long: on the work list, with what was done.
  await clinic.store.unitOfWork.write((db) =>
    db.insertInto('medication').values({ id: ports.newId(), ...clinical, code_system: 'http://www.whocc.no/atc', code: 'L04AX03', text: secrets.medication, kind: 'request', status: 'active', intent: null, authored_on: '2020-01-01', started_on: '2020-01-01', ended_on: null, dosage: null, reason_text: null, practitioner_id: null }).execute(),
  );
  await services.monitoring.note(member, { outcomeId: ports.newId(), patientId, outcome: 'called', words: secrets.lateWords });
  const [checkId, planId] = [ports.newId(), ports.newId()];
  await services.checklist.state(member, { checkId, patientId, item: 'infection', outcome: 'clear', on: '2026-11-10', note: secrets.checkNote });
  await services.holds.keep(member, { planId, patientId, event: 'elective', on: '2026-12-20', note: secrets.planNote });
  await clinic.store.unitOfWork.write((db) =>
    db.insertInto('treatment_coverage').values({ id: ports.newId(), medication_id: ids.medication, payer: secrets.payer, sent_on: null, approved_on: null, renews_on: '2026-12-01', note: '', updated_at: now, updated_by: member.userId }).execute(),
  );
  const { sampleId, ratingId } = await plantRatings(clinic, booked.referralId, member.userId);
  const followUpId = ports.newId();
  const planTemplateId = (await services.plans.templates())[0]?.templateId ?? '';
  await services.plans.apply(member, { planId: followUpId, patientId, templateId: planTemplateId, anchors: { start: '2026-11-16' }, options: [], practitionerId: null, leftOut: [] });
  const [openStep, doneStep] = (await services.plans.ofPatient(member, { patientId })).plans[0]?.steps ?? [];
  await services.planSteps.close(member, { stepId: doneStep?.id ?? '', expectedVersion: 1, as: 'skipped', on: '2026-11-16', words: secrets.planStep, appointmentId: null, assessmentId: null });
  const [contactId, departureId] = [ports.newId(), ports.newId()];
  await services.followLists.noteContact(member, { contactId, patientId, way: 'phone', outcome: 'no-answer', words: secrets.contactWords });
  await services.followLists.depart(member, { departureId, patientId, reason: 'moved', sinceOn: '2026-11-01', words: secrets.contactWords });
  await services.followLists.returned(member, { departureId });
  await services.plans.pause(member, { planId: followUpId, expectedVersion: 1, reason: secrets.planPause });
  await services.plans.resume(member, { planId: followUpId, expectedVersion: 2, dates: 'stay' });
  const enrolmentId = ports.newId();
  const pathwayId = (await services.pathways.definitions()).find(({ code }) => code === 'new-biologic')?.definitionId ?? '';
  await services.pathways.propose(member, { enrolmentId, patientId, definitionId: pathwayId });
  await services.pathways.noteFacts(member, { enrolmentId, expectedVersion: 1, facts: [{ code: 'drug-chosen', value: true }, { code: 'active-infection', value: false }] });
  await services.pathways.include(member, { enrolmentId, expectedVersion: 2, on: '2026-11-16', schedule: null });
  await services.pathways.suspend(member, { enrolmentId, expectedVersion: 3, reason: 'infection', note: secrets.pathwayNote });
  const [nurseId, assignmentId] = [ports.newId(), ports.newId()];
  await services.nurses.save(member, { practitionerId: nurseId, expectedVersion: 0, givenName: 'Lise', familyName: 'Domicile', languages: [], sector: '', areas: [], weekdays: [1], mostPeople: 5, phone: '', email: '', organization: '', isActive: true, note: '' });
  for (const kind of ['biologic-therapies', 'inflammatory-diseases']) await services.credentials.add(member, { credentialId: ports.newId(), practitionerId: nurseId, kind, hours: 7, obtainedOn: '2026-01-01', expiresOn: null, issuer: '' });
  await services.nurses.assign(member, { assignmentId, enrolmentId, practitionerId: nurseId, part: 'main', note: secrets.nurseNote });
  const workshopId = ports.newId();
  await services.workshops.plan(member, { workshopId, pathway: 'new-biologic', act: 'biologic-teaching', practitionerId: nurseId, theme: 'Injection', place: '', plannedOn: '2026-11-16', enrolmentIds: [enrolmentId] });
  await services.workshops.hold(member, { workshopId, expectedVersion: 1, heldOn: '2026-11-16', kilometres: null, attendance: [{ enrolmentId, attended: false, scoreBefore: null, scoreAfter: null, satisfaction: null, note: secrets.workshopNote }] });
  const dosed = await plantDoses(clinic, member, patientId);
  const acuteEventId = ports.newId();
  await services.acuteEvents.save(member, { eventId: acuteEventId, patientId, expectedVersion: null, kind: 'admission', happenedOn: '2026-11-12', endedOn: null, hospital: '', reason: secrets.acuteReason, related: 'unknown', organ: null, grade: null, detected: null, symptomOn: null });
  await services.access.restrict(member, { patientId, reason: 'person-request', words: secrets.restriction });
  return {
    patientId, birthDate: identity.birthDate, nam: 'PLAR79520816', fileNumber: 'D-4711', receivedReferralId: received.referralId, bookedReferralId: booked.referralId, appointmentId: visit.id, messageId, visitDay: '2026-11-18', practitionerId,
    calledOffId: off.id, seriesId, seriesVisitId, waitingId, holdId, attachmentId, letterId, twinId, pairId, retiredId, mergeId, tableId, assessmentId, lineId: ids.medication, conditionId: ids.condition, allergyId: ids.allergy, vaccinationId: ids.vaccination, followUpId, contactId, departureId, openStepId: openStep?.id ?? '', doneStepId: doneStep?.id ?? '', planTemplateId, enrolmentId, pathwayId, nurseId, assignmentId, workshopId, checkId, planId, resultId, replayId, sampleId, ratingId, acuteEventId, ...dosed,
  };
}

/** Treated at home: a dose given and one put off, an answer, a call made and one to make, an escalation answered and one that waits. */
async function plantDoses({ services, store, ports }: TestClinic, member: Caller, patientId: string): Promise<Pick<PlantedRecord, 'dosedId' | 'givenDoseId' | 'plannedDoseId' | 'plannedCallId' | 'escalationId'>> {
  const by = { userId: member.userId, now: ports.clock.now(), today: '2026-11-16' };
  const dosedId = await enrolAtHome({ services, newId: ports.newId, coordinator: member }, patientId, { includedOn: '2026-11-16', advancedOn: null, schedule: 'nivolumab-240' });
  const [given, planned] = (await services.doses.ofPatient(member, { patientId })).courses[0]?.doses ?? [];
  const [doseId, plannedDoseId] = [given?.id ?? '', planned?.id ?? ''];
  await services.doses.move(member, { doseId: plannedDoseId, expectedVersion: 1, on: '2026-12-01', following: false, site: 'home', reason: 'other', words: secrets.doseWords });
  const [plannedCallId, callId, escalationId] = [ports.newId(), ports.newId(), ports.newId()];
  await store.unitOfWork.write(async (db) => {
    const concerns = { enrolmentId: dosedId, patientId };
    await insertAnswers(db, [{ id: ports.newId(), doseId: plannedDoseId, patientId, item: 'laboratory', fact: 'platelets', value: 236, measuredOn: '2026-11-15', words: secrets.doseAnswer }], by);
    await insertAdministration(db, { id: ports.newId(), doseId, patientId, ...goodAdministration('2026-11-16'), lot: secrets.doseLot, act: 'home-infusion', judged: {} }, by);
    await insertCorrection(db, { id: ports.newId(), doseId, patientId, kind: 'corrected', reason: secrets.doseCorrection, former: { givenOn: '2026-11-16', site: 'home', administration: null } }, by);
    await changeDose(db, doseId, given?.version ?? 1, { state: 'given', givenOn: '2026-11-16', givenSite: 'home' }, by);
    await planCalls(db, [{ id: plannedCallId, ...concerns, doseId, code: 'day-1', dueOn: '2026-11-17' }]);
    await keepCall(db, { id: callId, ...concerns, doseId, kind: 'after', answers: noSymptoms, found: { version: '1', organs: [], unanswered: 0, worst: null, escalation: null }, action: 'go-on', words: secrets.callWords }, false, by);
    const need = { ...concerns, doseId, callId, kind: 'no-go', level: null, grade: null, reasons: [{ fr: secrets.escalationWords, en: secrets.escalationWords }], items: [], roles: ['oncologist'], answerBy: by.now } as const;
    await insertEscalation(db, { id: escalationId, ...need }, by);
  });
  return { dosedId, givenDoseId: doseId, plannedDoseId, plannedCallId, escalationId };
}

/** The booked request drawn twice: rated otherwise than decided, with a word; and still to be rated. */
async function plantRatings({ store, ports }: TestClinic, referralId: string, raterId: string): Promise<{ readonly sampleId: string; readonly ratingId: string }> {
  const [sampleId, openId, ratingId, now] = [ports.newId(), ports.newId(), ports.newId(), ports.clock.now()];
  await store.unitOfWork.write(async (db) => {
    const { id: decisionId } = await db.selectFrom('triage_decision').select('id').where('referral_id', '=', referralId).executeTakeFirstOrThrow();
    const sample = { from_on: '2026-11-01', until_on: '2026-11-16', wanted: 1, seed: 'x', drawn_from: 1, rater_id: raterId, drawn_at: now, drawn_by: raterId, ended_by: null };
    await db.insertInto('rating_sample').values([{ ...sample, id: sampleId, over_at: now }, { ...sample, id: openId, over_at: null }]).execute();
    const rating = { referral_id: referralId, decision_id: decisionId, place: 1 };
    await db.insertInto('second_rating').values({ ...rating, id: ports.newId(), sample_id: sampleId, cls: 'E', primary_professional: null, disposition: 'advice', note: secrets.ratingNote, rated_at: now, had_opened: 0 }).execute();
    await db.insertInto('second_rating').values({ ...rating, id: ratingId, sample_id: openId, cls: null, primary_professional: null, disposition: null, note: null, rated_at: null, had_opened: null }).execute();
  });
  return { sampleId, ratingId };
}

/** What the rest of the clinic keeps that names the record: a pair, a merge, an import and an undo that left something of it. */
async function plantTraces({ store, ports }: TestClinic, { patientId, twinId, mergeId, userId }: { patientId: string; twinId: string; mergeId: string; userId: string }): Promise<string> {
  const pairId = ports.newId();
  const [oneId = '', otherId = ''] = [patientId, twinId].sort();
  const batch = { started_at: ports.clock.now(), finished_at: ports.clock.now(), started_by: userId, files: '["f.json"]', state: 'done' };
  const counts = { created: {}, updated: {}, unchanged: {}, notKept: {}, rejected: [], files: [], cancelled: false };
  const [importId, undoId] = [ports.newId(), ports.newId()];
  const kept = [{ source: 'f.json', row: 'entry[0]', patientId, field: 'phone', byName: secrets.keptBy }];
  const left = [{ type: 'Condition', patientId, name: secrets.keptText, reason: 'CHANGED', byName: secrets.keptBy, at: null }];
  await store.unitOfWork.write(async (db) => {
    await db.insertInto('duplicate_pair').values({ id: pairId, one_id: oneId, other_id: otherId, score: 0.9, reasons: '[{"reason":"same-phone","weight":4}]', rules_version: 'x', found_at: secrets.twin, state: 'open' }).execute();
    await db.insertInto('record_copy').values({ id: ports.newId(), patient_id: patientId, made_at: '2026-11-01T10:00:00.000Z', made_by: userId, requester: 'Y', relationship: 'other', purpose: secrets.copy, language: 'fr', with_accesses: 0 }).execute();
    await db.updateTable('patient_merge').set({ merged_at: secrets.merged }).where('id', '=', mergeId).execute();
    await db.insertInto('import_batch').values({ ...batch, id: importId, kind: 'fhir', report: JSON.stringify({ ...counts, importId, kept }), undoes: null }).execute();
    await db.insertInto('import_batch').values({ ...batch, id: undoId, kind: 'undo', report: JSON.stringify({ importId: undoId, undoes: importId, removed: {}, restored: {}, kept: left, keptCount: 1, cancelled: false }), undoes: importId }).execute();
  });
  return pairId;
}
