import type { Inputs } from '#contract/index.ts';
import { addPatient } from '../../../assessments/testing/assessed-patient.ts';
import { addDays } from '../../../appointments/wall-time.ts';
import { builtInPathways } from '../../pathway-content.ts';
import type { TestClinic } from '../../../testing/test-clinic.ts';
import type { Services } from '../../../services.ts';
import { immuneRelatedToxicity } from '../../../toxicity/toxicity-content.ts';
import type { Caller } from '../../../users/caller.ts';

/** Somebody treated at home, for tests and journeys: what opens each door, and what a good day is answered. */

type Facts = Readonly<Record<string, boolean | number>>;

export const homeEntry: Facts = { 'ici-indicated': true, 'lives-in-area': true, 'accepts-programme': true, 'past-infusion-reaction': false, 'uncontrolled-autoimmune': false, transplant: false, 'combination-phase': false, 'interstitial-lung': false, 'past-myocarditis': false, 'prednisone-mg': 0 };
export const homeGate: Facts = {
  'months-on-treatment': 6, 'control-ct-stable': true, 'open-toxicity-grade': 0, 'past-toxicity-grade': 1, ecog: 1, 'home-phone': true, 'home-access': true, 'second-adult': true, 'home-clean': true, 'minutes-to-emergency': 20, 'nurse-assigned': true, 'back-up-named': true, 'doctor-agrees': true, 'workshops-done': 2,
  'venous-access': true, 'drug-on-home-list': true, 'consent-signed': true,
};
export const lastGate: Facts = { 'six-months-without-grade-3': true, 'labs-stable': true, 'autonomy-score': 92 };

/** What the laboratory measures on a good day, with its limits. */
export const goodLaboratory: Readonly<Record<string, number>> = {
  neutrophils: 3.4, 'neutrophils-lower': 1.8, platelets: 236, 'platelets-lower': 150, haemoglobin: 131, 'haemoglobin-lower': 120, alt: 22, 'alt-upper': 40, ast: 25, 'ast-upper': 40, bilirubin: 8, 'bilirubin-upper': 21, creatinine: 74, 'creatinine-upper': 104, ck: 88, 'ck-upper': 200, glucose: 5.4, tsh: 2.1,
};

/** Every fact of the checklist as on a good day, by item. */
export const goodDay: Readonly<Record<string, Facts>> = {
  laboratory: { ...goodLaboratory, 'labs-new-grade-2': false },
  vitals: { temperature: 36.8, spo2: 97, 'spo2-drop': 0, systolic: 128, 'weight-loss': 1 }, condition: { ecog: 1, infection: false }, steroids: { 'prednisone-mg': 0 }, validation: { 'oncologist-validated': true }, pharmacy: { 'pharmacy-released': true },
  identity: { 'identity-checked': true }, safety: { 'emergency-kit': true },
};

/** No symptom at all. */
export const noSymptoms: Readonly<Record<string, string>> = Object.fromEntries(immuneRelatedToxicity.body.questions.map(({ code }) => [code, 'no']));

export const listed = (facts: Facts) => Object.entries(facts).map(([code, value]) => ({ code, value }));

/** The same as answers of an item, the samples of a day. */
export const answersWith = (facts: Facts, sampledOn: string) => Object.entries(facts).map(([fact, value]) => ({ fact, value, ...(Object.hasOwn(goodLaboratory, fact) && { measuredOn: sampledOn }) }));

interface Enrolling {
  readonly services: Services;
  readonly newId: () => string;
  readonly coordinator: Caller;
}

/** Notes all the training the acts of immunotherapy at home ask for, done long ago enough for any dose of a test; once for each person. */
export async function trainForHome({ services, newId, coordinator }: Enrolling, practitionerId: string, obtainedOn: string): Promise<void> {
  const { credentials } = services;
  if ((await credentials.ofPerson({ practitionerId })).attestations.some(({ withdrawn }) => withdrawn === null)) return;
  for (const [kind, hours] of [['therapeutic-education', 40], ['immunotherapy', 4]] as const) await credentials.add(coordinator, { credentialId: newId(), practitionerId, kind, hours, obtainedOn, expiresOn: null, issuer: 'Réseau' });
}

/** Puts somebody on the pathway at home: included on a day, and in the second sequence six months later if that day is given. */
export async function enrolAtHome({ services, newId, coordinator }: Enrolling, patientId: string, { includedOn, advancedOn, schedule }: { readonly includedOn: string; readonly advancedOn: string | null; readonly schedule: string }): Promise<string> {
  const { pathways } = services;
  const definitionId = (await pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')?.definitionId ?? '';
  const enrolmentId = newId();
  await pathways.propose(coordinator, { enrolmentId, patientId, definitionId });
  const { version } = await pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: 1, facts: listed(homeEntry) });
  const included = await pathways.include(coordinator, { enrolmentId, expectedVersion: version, on: includedOn, schedule });
  if (advancedOn === null) return enrolmentId;
  const noted = await pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: included.version, facts: listed(homeGate) });
  await pathways.advance(coordinator, { enrolmentId, expectedVersion: noted.version, on: advancedOn });
  return enrolmentId;
}

/** A record given of a good dose: what the form asks, all within bounds. */
export function goodAdministration(givenOn: string): Omit<Inputs['doses']['record'], 'doseId' | 'expectedVersion' | 'administrationId'> {
  const form = builtInPathways.find(({ id }) => id === 'home-immunotherapy')?.body.dosing?.administration;
  const usual: Facts = { temperature: 36.8, pulse: 72, systolic: 126, diastolic: 74, spo2: 97 };
  return {
    givenOn, started: '10:00', ended: '10:30', observedUntil: '11:05', identifiers: ['name-and-birth-date', 'file-number'], product: 'nivolumab 480 mg', lot: 'AB1234', expiresOn: addDays(givenOn, 2), incidents: [], words: '',
    vitals: (form?.moments ?? []).flatMap((moment) => (form?.measures ?? []).map((measure) => ({ moment: moment.code, measure: measure.code, value: Number(usual[measure.code]) }))),
  };
}

/** Somebody in the second sequence, with a dose due on the clinic's day. The community nurse of the clinic is trained to give it. */
export async function dosedPatient(clinic: TestClinic, familyName: string): Promise<{ readonly patientId: string; readonly enrolmentId: string; readonly doseId: string }> {
  const coordinator = await clinic.caller('coordinator');
  const patientId = await addPatient(clinic, coordinator, familyName);
  const today = clinic.ports.clock.now().slice(0, 10);
  // 196 days before, in fours of weeks: dose 8 falls on the day itself, in the second sequence.
  const enrolmentId = await enrolAtHome({ services: clinic.services, newId: clinic.ports.newId, coordinator }, patientId, { includedOn: addDays(today, -196), advancedOn: addDays(today, -10), schedule: 'nivolumab-480' });
  await trainForHome({ services: clinic.services, newId: clinic.ports.newId, coordinator }, (await clinic.caller('community-nurse')).practitionerId ?? '', addDays(today, -60));
  const [course] = (await clinic.services.doses.ofPatient(coordinator, { patientId })).courses;
  return { patientId, enrolmentId, doseId: course?.doses.find(({ dueOn }) => dueOn === today)?.id ?? '' };
}
