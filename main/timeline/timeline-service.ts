import type { Inputs, Outputs } from '#contract/index.ts';
import { type VisitModality, visitModality } from '#contract/values.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { builtInDrugClasses } from '../assessments/assessment-content.ts';
import { classesAmong } from '../assessments/drug-class-rules.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { readResults } from '../monitoring/lab-reading-rules.ts';
import { builtInMonitoring, type NumberTest } from '../monitoring/monitoring-content.ts';
import { isRheumatic } from '../patients/main-problem-rules.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { createTreatmentReader } from '../treatments/active-treatments.ts';
import type { Caller } from '../users/caller.ts';
import { assessedOf, diagnosesOf, measuredOf, mostAssessments, mostResults, personOf, scoresOf, visitsOf } from './timeline-repository.ts';
import { drawnTests, fittingInstrument, ofHundred, testsWithUpperLimit } from './timeline-rules.ts';

const tests: readonly NumberTest[] = drawnTests.map((code) => {
  const test = builtInMonitoring.tests.tests.find((one) => one.code === code);
  if (test?.kind !== 'number') throw new RangeError(`no number is measured by ${code}`);
  return test;
});
const codes = tests.flatMap(({ loinc }) => loinc);
const activity: ReadonlySet<string> = new Set(builtInInstruments.filter(({ body }) => body.family === 'activity').map(({ id }) => id));

/** The course of one person over the years, read in one go and audited as a reading of the record. */
export function createTimelineService({ unitOfWork, audit, ports, clinic, store }: ServiceDependencies, treatmentLinesOf: ReturnType<typeof createTreatmentReader>['linesOf']) {
  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    open: (caller: Caller, { patientId }: Inputs['timeline']['open']): Promise<Outputs['timeline']['open']> =>
      unitOfWork.write(async (db) => {
        const today = civilDate(ports.clock.now(), clinic.timeZone);
        await requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
        const personId = await personOf(db, patientId);
        const assessed = await assessedOf(db, store.database.engine, personId);
        const shown = assessed.slice(0, mostAssessments).reverse();
        const scores = await scoresOf(db, shown.map(({ textId }) => textId));
        const assessments = shown.map(({ id, on, textId, jointSet, joints, counts, values }) => ({
          assessmentId: id, on, jointSet, joints, counts, scores: [...(scores.get(textId) ?? [])],
          patientGlobal: ofHundred(values, 'patient_global'), pain: ofHundred(values, 'pain'), physicianGlobal: ofHundred(values, 'physician_global'),
        }));

        const measured = await measuredOf(db, personId, codes);
        const { read } = readResults(measured.filter(({ place }) => place <= mostResults), builtInMonitoring.tests, clinic.timeZone);
        const results = tests.flatMap(({ code, label, units, decimals, usualUpper }) => {
          const isLimited = testsWithUpperLimit.has(code);
          const points = read.flatMap(({ test, on, number, comparator, upper }) => (test === code && number !== null ? [{ on, number, comparator, upper: isLimited ? upper : null }] : []));
          const unit = units[0]?.shown ?? '';
          return points.length === 0 ? [] : [{ test: code, label, unit, decimals, usualUpper: isLimited ? (usualUpper ?? null) : null, points: points.toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on))) }];
        });

        const treatments = (await treatmentLinesOf(db, personId, today)).map((line) => {
          const { id, ingredient, text, drugClass, lineNumber, isCurrent, startedOn, endedOn, doses, stopReason, stopNote, events } = line;
          const classes = classesAmong([{ code: line.atc, text }], builtInDrugClasses.body.classes);
          return {
            id, ingredient, text, drugClass, lineNumber, isCurrent, startedOn, endedOn, doses, stopReason, stopNote, lowersAcutePhase: classes !== null,
            events: events.map(({ id: eventId, on, term, grade, serious }) => ({ id: eventId, on, term, grade, serious })),
          };
        });
        const visits = (await visitsOf(db, personId)).reverse().map(({ on, modality, status }) => ({ on, status, modality: modalityOf(modality) }));
        const diagnoses = (await diagnosesOf(db, personId)).map((one) => ({ text: one.text, code: one.code, onsetOn: one.onsetOn, isOpen: one.isOpen, isRheumatic: isRheumatic(one) }));
        await audit.recordReading(db, { userId: caller.userId, action: 'patient.course-opened', entity: 'patient', entityId: personId, patientId: personId });
        return {
          today, assessments, results, treatments, visits, diagnoses, isCut: assessed.length > mostAssessments || measured.some(({ place }) => place > mostResults),
          instrument: fittingInstrument(diagnoses, assessments, { activity, acutePhaseLowered: treatments.some(({ lowersAcutePhase }) => lowersAcutePhase) }),
        };
      }),
  };
}

/** What a column says is a modality; an import keeps no other. */
function modalityOf(text: string): VisitModality {
  return visitModality.parse(text);
}
