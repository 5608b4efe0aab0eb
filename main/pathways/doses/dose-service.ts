import type { Inputs, Outputs } from '#contract/index.ts';
import type { ActGuard } from '../../credentials/act-guard.ts';
import { addDays } from '../../appointments/wall-time.ts';
import type { PathwayReader } from '../pathway-reader.ts';
import { changeEnrolment, enrolmentById, type EnrolmentRow, enrolmentsOf } from '../pathway-repository.ts';
import { decodePosition, encodePosition } from '../../patients/history-cursor.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { toxicityContents } from '../../toxicity/toxicity-content.ts';
import type { Caller } from '../../users/caller.ts';
import { administrationsOf } from './administration-repository.ts';
import { callsOf, personOf } from './call-repository.ts';
import type { CallService } from './call-service.ts';
import { correctionsOf } from './correction-repository.ts';
import type { DoseAccess } from './dose-access.ts';
import type { DosePlans } from './dose-plans.ts';
import type { DoseReading, DoseReadings } from './dose-reading.ts';
import { changeDose, type DoseChange, doseById, type DoseRow, dosesOf, plannedPage } from './dose-repository.ts';
import { movedDays } from './dose-schedule-rules.ts';
import { sourceLabel, toldCall, toldDose, toldEscalation, toldForm, toldItems } from './dose-view.ts';
import { escalationsOf } from './escalation-repository.ts';
import { proposalsFor } from './laboratory-reading.ts';

const pageSize = 50;

interface Seen {
  readonly doseId: string;
  readonly expectedVersion: number;
}

interface Parts {
  readonly definitions: PathwayReader;
  readonly readings: DoseReadings;
  readonly access: DoseAccess;
  readonly plans: DosePlans;
  readonly calls: CallService;
  readonly acts: ActGuard;
}

/** Doses of people on pathways: shown, listed as they come, planned, moved, called off, given where no checklist is asked. */
export function createDoseService({ unitOfWork, ports, clinic }: ServiceDependencies, { definitions, readings, access, plans, calls, acts }: Parts) {
  const { today } = access;
  const gradingOf = (toxicity: string | null) => toxicityContents.get(toxicity ?? '');
  const stale = ({ version, updatedByName, updatedAt }: DoseRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });
  const known = async (db: ReadExecutor, doseId: string): Promise<DoseRow> => {
    const dose = await doseById(db, doseId);
    if (!dose) throw new DeclaredError('NOT_FOUND');
    return dose;
  };
  /** A dose still to be given, of somebody on the way. */
  const planned = async (db: ReadExecutor, caller: Caller, { doseId, expectedVersion }: Seen): Promise<DoseReading> => {
    const dose = await known(db, doseId);
    await access.requirePlanner(db, caller, dose.patientId);
    if (dose.version !== expectedVersion) throw stale(dose);
    if (dose.state !== 'planned') throw new DeclaredError('ILLEGAL_STATE', { state: dose.state });
    return readings.one(db, dose, today());
  };
  const change = async (db: WriteExecutor, caller: Caller, dose: DoseRow, part: DoseChange): Promise<{ version: number }> => {
    if (!(await changeDose(db, dose.id, dose.version, part, access.by(caller)))) throw stale(await known(db, dose.id));
    return { version: dose.version + 1 };
  };
  const requireRunning = ({ state }: Pick<EnrolmentRow, 'state'>): void => {
    if (state !== 'running') throw new DeclaredError('ILLEGAL_STATE', { state });
  };
  const mayAct = (caller: Caller) => (roles: readonly string[]): boolean => access.mayAct(caller, roles);

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    ofPatient: (caller: Caller, { patientId }: Inputs['doses']['ofPatient']): Promise<Outputs['doses']['ofPatient']> =>
      unitOfWork.write(async (db) => {
        await access.requireOpen(db, caller, patientId);
        const day = today();
        const courses = [];
        for (const enrolment of await enrolmentsOf(db, patientId)) {
          const { content } = await definitions.version(db, enrolment.definitionId);
          const { dosing, toxicity } = content.body;
          if (enrolment.includedOn === null || (!dosing && toxicity === null)) continue;
          const read = await readings.many(db, await dosesOf(db, [enrolment.id]), day);
          const schedules = dosing?.schedules.map(({ code, drug, dose, route, everyDays, source }) => ({ code, drug, dose, route, everyDays, source: sourceLabel(content, source) })) ?? [];
          const grading = gradingOf(toxicity)?.body ?? null;
          const given = read.filter(({ dose }) => dose.state === 'given');
          courses.push({
            enrolmentId: enrolment.id, enrolmentVersion: enrolment.version, label: content.body.label, isRunning: enrolment.state === 'running', schedule: schedules.find(({ code }) => code === enrolment.schedule) ?? null, schedules, excluded: dosing?.excluded ?? [], doses: read.map((one) => toldDose(one, day)),
            given: given.length, atHome: given.filter(({ site }) => site === 'home').length, calls: (await callsOf(db, [enrolment.id])).map((call) => toldCall(call, content, grading, day)), toxicity: grading?.label ?? null,
            escalations: (await escalationsOf(db, [enrolment.id])).map((one) => toldEscalation(one, ports.clock.now(), mayAct(caller))), mayPlan: access.mayPlan(caller) && enrolment.state === 'running' && dosing !== null, mayCall: calls.mayCall(caller, content),
          });
        }
        await access.recordReading(db, caller, 'dose.listed', patientId);
        return { today: day, courses };
      }),

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    due: (caller: Caller, { within, site, after }: Inputs['doses']['due']): Promise<Outputs['doses']['due']> => {
      const position = after === null ? null : decodePosition(after);
      return unitOfWork.read(async (db) => {
        const day = today();
        const found = await plannedPage(db, access.reach(caller), addDays(day, within), { after: position, limit: pageSize + 1 });
        const shown = found.slice(0, pageSize);
        const rows = [];
        for (const reading of await readings.many(db, shown, day)) {
          const { dose, content, verdict, isOpen } = reading;
          if (!dose.patient || (site !== null && reading.site !== site)) continue;
          const told = toldDose(reading, day);
          rows.push({ doseId: dose.id, patient: dose.patient, phone: dose.phone, city: dose.city, number: dose.number, label: content.body.label, drug: told.drug, dose: told.dose, dueOn: dose.dueOn, daysLate: told.daysLate, site: reading.site, result: told.result, to: isOpen ? [...(verdict?.to ?? [])] : [], open: isOpen ? (verdict?.items.filter(({ result, isAhead }) => result !== 'go' && !isAhead).length ?? 0) : 0 });
        }
        const last = shown.at(-1);
        return { rows, next: found.length > pageSize && last ? encodePosition({ at: last.dueOn, id: last.id }) : null, today: day };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    open: (caller: Caller, { doseId }: Inputs['doses']['open']): Promise<Outputs['doses']['open']> =>
      unitOfWork.write(async (db) => {
        const dose = await known(db, doseId);
        await access.requireOpen(db, caller, dose.patientId);
        const day = today();
        const reading = await readings.one(db, dose, day);
        const { content, enrolment, checklist, verdict, isOpen } = reading;
        const person = await personOf(db, access.reach(caller), dose.patientId);
        if (!person) throw new DeclaredError('NOT_FOUND');
        const [written] = await administrationsOf(db, [dose.id]);
        const corrections = await correctionsOf(db, [dose.id]);
        const form = toldForm(content);
        const isRunning = enrolment.state === 'running';
        const isPlanned = dose.state === 'planned';
        const act = content.body.acts.find(({ code }) => code === form?.act.code);
        // Said before anybody is at the bedside: not only when the record is refused.
        const lacking = act && form && checklist && isPlanned && isRunning && access.mayAct(caller, form.roles) ? await acts.lacking(db, act, caller.practitionerId, day) : null;
        const isTrained = act && written ? (await acts.lacking(db, act, caller.practitionerId, written.givenOn)) === null : false;
        // Nothing is proposed for what is settled, or before it may be answered.
        const proposals = isPlanned && isRunning && isOpen ? await proposalsFor(db, reading, { today: day, zone: clinic.timeZone }) : new Map();
        await access.recordReading(db, caller, 'dose.opened', dose.patientId);
        return {
          today: day, patient: person.patient, label: content.body.label, enrolmentId: enrolment.id, isReviewed: content.status === 'signed-off', isRunning, dose: toldDose(reading, day), result: isOpen ? (verdict?.result ?? null) : null, to: isOpen ? [...(verdict?.to ?? [])] : [],
          checklist: checklist && { label: checklist.label, items: toldItems(reading, { today: day, mayAct: mayAct(caller), grading: gradingOf(content.body.toxicity)?.body ?? null, proposals }) }, form: checklist ? form : null,
          administration: written ? { givenOn: written.givenOn, started: written.started, ended: written.ended, observedUntil: written.observedUntil, identifiers: [...written.identifiers], product: written.product, lot: written.lot, expiresOn: written.expiresOn, vitals: [...written.vitals], incidents: [...written.incidents], words: written.words, recordedAt: written.recordedAt, recordedBy: written.recordedByName ?? '' } : null,
          corrections: corrections.map(({ id, kind, reason, madeAt, byName, former }) => ({ id, kind, reason, at: madeAt, by: byName ?? '', former })),
          escalations: (await escalationsOf(db, [enrolment.id])).filter((one) => one.doseId === dose.id).map((one) => toldEscalation(one, ports.clock.now(), mayAct(caller))),
          lacking,
          moves: isPlanned
            ? [
                ...(access.mayPlan(caller) ? (['move', 'cancel'] as const) : []), ...(access.mayPlan(caller) && isRunning && !checklist && dose.dueOn <= day ? (['give'] as const) : []),
                ...(isRunning && verdict?.result === 'go' && form && lacking === null && dose.dueOn <= day && access.mayAct(caller, form.roles) ? (['record'] as const) : []),
              ]
            : dose.state === 'given' && (written ? written.wasGo && form !== null && access.mayAct(caller, form.roles) && isTrained : access.mayPlan(caller)) ? ['correct', 'takeBack'] : [],
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` */
    plan: (caller: Caller, { enrolmentId, expectedVersion, schedule, from }: Inputs['doses']['plan']): Promise<Outputs['doses']['plan']> =>
      unitOfWork.write(async (db) => {
        const enrolment = await enrolmentById(db, enrolmentId);
        if (!enrolment) throw new DeclaredError('NOT_FOUND');
        await access.requirePlanner(db, caller, enrolment.patientId);
        if (enrolment.version !== expectedVersion) throw new DeclaredError('STALE', { version: enrolment.version, changedBy: enrolment.updatedByName, changedAt: enrolment.updatedAt });
        requireRunning(enrolment);
        const { body } = (await definitions.version(db, enrolment.definitionId)).content;
        if (!body.dosing?.schedules.some(({ code }) => code === schedule)) throw access.invalid('schedule', 'UNKNOWN');
        if (enrolment.includedOn === null || from < enrolment.includedOn) throw access.invalid('from', 'BEFORE');
        if ((await dosesOf(db, [enrolmentId])).some(({ givenOn }) => givenOn !== null && givenOn >= from)) throw access.invalid('from', 'GIVEN');
        const count = await plans.plan(db, body, { enrolmentId, patientId: enrolment.patientId, includedOn: enrolment.includedOn, schedule, from }, access.by(caller));
        await changeEnrolment(db, enrolment.id, enrolment.version, { schedule }, access.by(caller));
        await access.record(db, caller, 'dose.planned', { id: enrolmentId, patientId: enrolment.patientId }, { schedule, doses: count });
        return { planned: count };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` */
    move: (caller: Caller, input: Inputs['doses']['move']): Promise<Outputs['doses']['move']> =>
      unitOfWork.write(async (db) => {
        const { dose, content } = await planned(db, caller, input);
        const { on, following, site, reason, words } = input;
        if (on < today()) throw access.invalid('on', 'PAST');
        if (site !== null && !content.body.phases.some((phase) => phase.site === site)) throw access.invalid('site', 'UNKNOWN');
        if (on === dose.dueOn && site === dose.site) throw access.invalid('on', 'SAME');
        const others = (await dosesOf(db, [dose.enrolmentId])).filter(({ state }) => state === 'planned');
        for (const moved of movedDays(others, dose, on, following)) {
          if (moved.dose.id === dose.id) continue;
          await change(db, caller, moved.dose, { dueOn: moved.dueOn, reason, words: null });
        }
        await access.record(db, caller, 'dose.moved', dose, { number: dose.number, reason });
        return change(db, caller, dose, { dueOn: on, site, reason, words: words || null });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    cancel: (caller: Caller, input: Inputs['doses']['cancel']): Promise<Outputs['doses']['cancel']> =>
      unitOfWork.write(async (db) => {
        const { dose } = await planned(db, caller, input);
        await access.record(db, caller, 'dose.cancelled', dose, { number: dose.number, reason: input.reason });
        return change(db, caller, dose, { state: 'cancelled', reason: input.reason, words: input.words || null });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `ILLEGAL_STATE` where a checklist is asked */
    give: (caller: Caller, input: Inputs['doses']['give']): Promise<Outputs['doses']['give']> =>
      unitOfWork.write(async (db) => {
        const { dose, enrolment, checklist, site } = await planned(db, caller, input);
        requireRunning(enrolment);
        if (checklist) throw new DeclaredError('ILLEGAL_STATE', { state: 'checklist' });
        if (input.on > today()) throw access.invalid('on', 'FUTURE');
        await access.record(db, caller, 'dose.given', dose, { number: dose.number, site });
        return change(db, caller, dose, { state: 'given', givenOn: input.on, givenSite: site });
      }),
  };
}
