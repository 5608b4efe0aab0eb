import type { Inputs, Outputs } from '#contract/index.ts';
import type { Dose, DrugClass, Route } from '#contract/treatments.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { addDays, civilDate } from '../appointments/wall-time.ts';
import { daysBetween } from '../monitoring/interval-rules.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { StartingGuard } from '../prevention/starting-guard.ts';
import type { FieldChange } from '#contract/record-history.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { dosageBounded, dosageChanged, firstDosage } from './dosage-rules.ts';
import { findingsOf } from './dose-guard-rules.ts';
import words from './dose-words.json' with { type: 'json' };
import { doseText } from './dose-words.ts';
import { drugSystems } from './drug-recognition-rules.ts';
import { dateIssues, type Issue } from './entry-rules.ts';
import { firstDay, isRenewalAsked, isTakenOn } from './line-rules.ts';
import { peopleOf, renewingLines } from './renewal-repository.ts';
import { builtInDrugs, builtInGuards } from './treatment-content.ts';
import { coverageChanges, eventChanges, lineChanges } from './line-history.ts';
import { knownLine, treatmentLines } from './treatment-lines.ts';
import {
  changeLine, insertConfirmation, insertEvent, insertLine, insertWeight, latestWeight, type LineChange, lineDetailsOf, setCoverage, treatmentRowById, treatmentRowsOf, type TreatmentRow, withdrawEvent,
} from './treatment-repository.ts';

/** Treatments are not planned further ahead than this. */
const mostDaysAhead = 366;

/** What is wanted of a drug in a record, as the guards look at it. */
interface Wanted {
  readonly patientId: string;
  readonly lineId: string | null;
  readonly ingredient: string | null;
  readonly drugClass: DrugClass;
  readonly dose: Dose | null;
  readonly from: string;
  readonly endedOn: string | null;
  readonly weightKg: number | null;
}

interface Given {
  readonly weight: { readonly kg: number; readonly on: string } | null;
  readonly confirmations: readonly { readonly guard: string; readonly reason: string }[];
}

/** What people take and took. Each command is audited in its own transaction; those who keep only their own notes read. */
export function createTreatmentService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, startingGuard: StartingGuard) {
  const { ingredients, products } = builtInDrugs.body;
  const ingredientOf = (key: string | null) => ingredients.find((one) => one.key === key) ?? null;
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = (caller: Caller): void => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
  };
  const refuse = (issues: readonly Issue[]): void => {
    if (issues.length > 0) throw new DeclaredError('INVALID', { issues: [...issues] });
  };
  const stale = ({ version, updatedAt }: TreatmentRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: null, changedAt: updatedAt });

  /** A line the caller may change, at the version they saw. */
  const held = async (db: WriteExecutor, caller: Caller, { lineId, expectedVersion }: { lineId: string; expectedVersion: number }): Promise<TreatmentRow> => {
    requireWriter(caller);
    const row = await treatmentRowById(db, lineId);
    if (!row || row.status === 'entered-in-error') throw new DeclaredError('NOT_FOUND');
    await requireOpen(db, caller, row.patientId);
    if (row.version !== expectedVersion) throw stale(row);
    return row;
  };
  const change = async (db: WriteExecutor, row: TreatmentRow, what: LineChange): Promise<{ version: number }> => {
    if (!(await changeLine(db, row.id, row.version, what, ports.clock.now()))) throw stale((await treatmentRowById(db, row.id)) ?? row);
    return { version: row.version + 1 };
  };
  const record = (db: WriteExecutor, caller: Caller, action: string, { id, patientId }: { id: string; patientId: string }) =>
    audit.record(db, { userId: caller.userId, action, entity: 'treatment', entityId: id, patientId });

  /** Tells the history of the record what changed of a line, by the version it led to. */
  const tell = (db: WriteExecutor, caller: Caller, { id, patientId }: { id: string; patientId: string }, version: number, changes: readonly FieldChange[], how: { readonly origin?: 'created'; readonly reason?: string } = {}) =>
    writeRecordChange(db, { entity: 'treatment', entityId: id, patientId, version, userId: caller.userId, origin: how.origin ?? 'edit', changes, reason: how.reason ?? null }, { now: ports.clock.now(), newId: ports.newId });
  /** The same, of a line that was just written again. */
  const tellLine = async (db: WriteExecutor, caller: Caller, before: TreatmentRow): Promise<void> => {
    await tell(db, caller, before, before.version + 1, lineChanges(before, (await treatmentRowById(db, before.id)) ?? null));
  };

  const findings = async (db: ReadExecutor, { patientId, lineId, ingredient, drugClass, dose, from, endedOn, weightKg }: Wanted) => {
    const day = firstDay(from) > today() ? firstDay(from) : today();
    const lines = endedOn === null ? (await treatmentRowsOf(db, patientId)).filter(({ id }) => id !== lineId).map(knownLine) : [];
    const others = lines.filter((line) => isTakenOn(line, day)).map((line) => ({ ingredient: line.ingredient, drugClass: line.drugClass, name: line.text }));
    const found = findingsOf({ ingredient, drugClass, dose, weightKg: weightKg ?? (await latestWeight(db, patientId))?.kg ?? null, others, isNew: lineId === null }, builtInGuards.body.guards, builtInGuards.sources);
    const isStarted = lineId === null && endedOn === null && ingredient !== null;
    const starting = isStarted ? await startingGuard(db, patientId, { ingredient, drugClass, from: firstDay(from), today: today() }, clinic.language) : null;
    return [...found.map((finding) => ({ finding, detail: null })), ...(starting ? [starting] : [])];
  };

  /** Stops where a guard asks and nobody has answered; else keeps the answers and the weight told. */
  const guarded = async (db: WriteExecutor, caller: Caller, wanted: Wanted, { weight, confirmations }: Given, write: () => Promise<string>): Promise<void> => {
    const asked = (await findings(db, { ...wanted, weightKg: weight?.kg ?? null })).filter(({ finding }) => finding.asks);
    refuse(asked.filter(({ finding }) => !confirmations.some(({ guard }) => guard === finding.code)).map(({ finding }) => ({ path: `guard.${finding.code}`, code: 'CONFIRM' })));
    const lineId = await write();
    const now = ports.clock.now();
    for (const { guard, reason } of confirmations) {
      const answered = asked.find(({ finding }) => finding.code === guard);
      if (answered) await insertConfirmation(db, lineId, { id: ports.newId(), guard, reason, detail: answered.detail, now, userId: caller.userId });
    }
    if (weight === null) return;
    if (weight.on > today()) refuse([{ path: 'weight', code: 'FUTURE' }]);
    const known = await latestWeight(db, wanted.patientId);
    if (known?.kg !== weight.kg || known.on !== weight.on) await insertWeight(db, { id: ports.newId(), patientId: wanted.patientId, ...weight, text: words[clinic.language].weight, now });
  };

  /** Name and further codings of a drug, and of its product where one is named. */
  const named = (ingredient: string | null, text: string, din: string | null): { readonly text: string; readonly otherCodings: string | null } => {
    const drug = ingredientOf(ingredient);
    const product = products.find((one) => one.din === din && one.ingredient === ingredient);
    if (din !== null && !product) refuse([{ path: 'din', code: 'UNKNOWN' }]);
    const name = drug?.label[clinic.language] ?? text;
    return product
      ? { text: `${name} (${product.name})`, otherCodings: JSON.stringify([{ system: drugSystems.din, code: product.din, display: product.name }]) }
      : { text: name, otherCodings: null };
  };
  const dosageOf = (dose: Dose, route: Route | null, from: string) => ({ from, dose, route, text: doseText(dose, route, clinic.language) });
  const datesOf = (entered: Pick<Inputs['treatments']['correct'], 'startedOn' | 'endedOn' | 'stopReason'>) => ({ ...entered, today: today(), latestStart: addDays(today(), mostDaysAhead) });

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: (caller: Caller, { patientId }: Inputs['treatments']['list']): Promise<Outputs['treatments']['list']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const rows = await treatmentRowsOf(db, patientId);
        const details = await lineDetailsOf(db, rows.map(({ id }) => id));
        await audit.recordReading(db, { userId: caller.userId, action: 'treatment.listed', entity: 'patient', entityId: patientId, patientId });
        return { lines: treatmentLines(rows, details, today()), weight: await latestWeight(db, patientId), today: today(), mayWrite: mayWrite(caller) };
      }),

    renewals: (caller: Caller, { limit }: Inputs['treatments']['renewals']): Promise<Outputs['treatments']['renewals']> =>
      unitOfWork.read(async (db) => {
        const [on, withinDays, reach] = [today(), builtInGuards.body.renewalWarningDays, reachOf(caller, 'patient.clinical.read', ports.clock.now())];
        const found = (await renewingLines(db, reach, addDays(on, withinDays))).filter(({ status, ended_on }) => isTakenOn({ status, startedOn: null, endedOn: ended_on }, on));
        const page = found.slice(0, limit ?? 50);
        const people = await peopleOf(db, reach, [...new Set(page.map((row) => row.patient_id))]);
        const rows = page.flatMap((row) => {
          const patient = people.get(row.patient_id);
          const renewsOn = row.renews_on ?? on;
          return patient ? [{ patient, lineId: row.id, drug: row.text, payer: row.payer, renewsOn, daysLeft: daysBetween(on, renewsOn), state: renewsOn < on ? ('over' as const) : ('due' as const), sentOn: isRenewalAsked({ sentOn: row.sent_on, approvedOn: row.approved_on }) ? row.sent_on : null }] : [];
        });
        return { rows, total: found.length, withinDays };
      }),

    catalogue: (): Promise<Outputs['treatments']['catalogue']> =>
      Promise.resolve({ version: builtInDrugs.version, ingredients, products, sources: builtInDrugs.sources.map(({ label }) => label) }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    check: (caller: Caller, { patientId, plan }: Inputs['treatments']['check']): Promise<Outputs['treatments']['check']> =>
      unitOfWork.read(async (db) => {
        await requireOpen(db, caller, patientId);
        const found = await findings(db, { ...plan, patientId, drugClass: ingredientOf(plan.ingredient)?.drugClass ?? 'other' });
        return { findings: found.map(({ finding }) => finding) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID`; the same line sent twice is the one there is */
    add: (caller: Caller, input: Inputs['treatments']['add']): Promise<Outputs['treatments']['add']> =>
      unitOfWork.write(async (db) => {
        requireWriter(caller);
        await requireOpen(db, caller, input.patientId);
        const { lineId, patientId, ingredient, dose, route, startedOn, endedOn, indication } = input;
        const known = await treatmentRowById(db, lineId);
        if (known) return { version: known.version };
        const drug = ingredientOf(ingredient);
        refuse([
          ...dateIssues(datesOf(input)), ...(ingredient !== null && !drug ? [{ path: 'ingredient', code: 'UNKNOWN' }] : []), ...(ingredient === null && input.text === '' ? [{ path: 'text', code: 'REQUIRED' }] : []),
        ]);
        const { text, otherCodings } = named(ingredient, input.text, input.din);
        const wanted = { patientId, lineId: null, ingredient, drugClass: drug?.drugClass ?? ('other' as const), dose, from: startedOn, endedOn, weightKg: null };
        await guarded(db, caller, wanted, input, async () => {
          await insertLine(db, {
            id: lineId, patientId, text, otherCodings, atc: drug?.atc[0] === undefined ? null : { system: drugSystems.atc, code: drug.atc[0] }, startedOn, endedOn,
            stopReason: input.stopReason, stopNote: input.stopNote || null, dosage: dose === null ? null : firstDosage(dosageOf(dose, route, startedOn), endedOn), indication: indication || null, assertedOn: today(), now: ports.clock.now(),
          });
          return lineId;
        });
        const row = await treatmentRowById(db, lineId);
        if (row) await tell(db, caller, row, row.version, lineChanges(null, row), { origin: 'created' });
        await record(db, caller, 'treatment.added', { id: lineId, patientId });
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` (it has ended), `INVALID` */
    changeDose: (caller: Caller, input: Inputs['treatments']['changeDose']): Promise<Outputs['treatments']['changeDose']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { from, dose, route } = input;
        const line = knownLine(row);
        if (row.endedOn !== null || !isTakenOn({ ...line, startedOn: null }, today())) throw new DeclaredError('ILLEGAL_STATE', { state: row.status });
        refuse([
          ...(from > addDays(today(), mostDaysAhead) ? [{ path: 'from', code: 'FUTURE' }] : []),
          ...(row.startedOn !== null && from < firstDay(row.startedOn) ? [{ path: 'from', code: 'BEFORE_START' }] : []),
        ]);
        const wanted = { patientId: row.patientId, lineId: row.id, ingredient: line.ingredient, drugClass: line.drugClass, dose, from, endedOn: null, weightKg: null };
        await guarded(db, caller, wanted, input, () => Promise.resolve(row.id));
        const done = await change(db, row, { dosage: dosageChanged(row.dosage, dosageOf(dose, route, from), row.startedOn) });
        await tellLine(db, caller, row);
        await record(db, caller, 'treatment.dose-changed', row);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` (it has ended), `INVALID` */
    stop: (caller: Caller, input: Inputs['treatments']['stop']): Promise<Outputs['treatments']['stop']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        if (row.endedOn !== null) throw new DeclaredError('ILLEGAL_STATE', { state: row.status });
        const { on, reason, note } = input;
        refuse(dateIssues({ ...datesOf({ startedOn: row.startedOn ?? on, endedOn: on, stopReason: reason }), doses: knownLine(row).doses }));
        const done = await change(db, row, { status: 'stopped', ended_on: on, stop_reason: reason, stop_note: note || null, dosage: dosageBounded(row.dosage, { startedOn: row.startedOn, endedOn: on }) });
        await tellLine(db, caller, row);
        await record(db, caller, 'treatment.stopped', row);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID` */
    correct: (caller: Caller, input: Inputs['treatments']['correct']): Promise<Outputs['treatments']['correct']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { din, startedOn, endedOn, stopReason, stopNote, indication } = input;
        const line = knownLine(row);
        refuse(dateIssues({ ...datesOf(input), doses: line.doses }));
        const renamed = din === (line.product?.din ?? null) ? null : named(line.ingredient, row.text, din);
        const done = await change(db, row, {
          ...(renamed ? { text: renamed.text, other_codings: renamed.otherCodings } : {}),
          status: endedOn === null ? 'active' : 'stopped', started_on: startedOn, ended_on: endedOn, stop_reason: stopReason, stop_note: stopNote || null, reason_text: indication || null,
          dosage: dosageBounded(row.dosage, { startedOn, endedOn }),
        });
        await tellLine(db, caller, row);
        await record(db, caller, 'treatment.corrected', row);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdraw: (caller: Caller, input: Inputs['treatments']['withdraw']): Promise<Outputs['treatments']['withdraw']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const done = await change(db, row, { status: 'entered-in-error', stop_note: input.reason });
        await tell(db, caller, row, done.version, lineChanges(row, null), { reason: input.reason });
        await record(db, caller, 'treatment.withdrawn', row);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID` */
    addEvent: (caller: Caller, input: Inputs['treatments']['addEvent']): Promise<Outputs['treatments']['addEvent']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { eventId, on, term, grade, serious, outcome, note } = input;
        refuse([
          ...(firstDay(on) > today() ? [{ path: 'on', code: 'FUTURE' }] : []),
          ...(row.startedOn !== null && on < row.startedOn.slice(0, on.length) ? [{ path: 'on', code: 'BEFORE_START' }] : []),
          // Death is grade 5 and nothing else is.
          ...((grade === 5) === (outcome === 'fatal') ? [] : [{ path: 'outcome', code: 'GRADE' }]),
        ]);
        const done = await change(db, row, {});
        await insertEvent(db, row.id, { id: eventId, on, term, grade, serious, outcome, note, at: ports.clock.now() }, caller.userId);
        await tell(db, caller, row, done.version, eventChanges(row, null, { on, term, grade, serious, outcome, note }));
        await record(db, caller, 'treatment.event-added', row);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdrawEvent: (caller: Caller, input: Inputs['treatments']['withdrawEvent']): Promise<Outputs['treatments']['withdrawEvent']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const event = (await lineDetailsOf(db, [row.id]))(row.id).events.find(({ id }) => id === input.eventId);
        const done = await change(db, row, {});
        if (!(await withdrawEvent(db, row.id, input.eventId, { now: ports.clock.now(), userId: caller.userId }))) throw new DeclaredError('NOT_FOUND');
        if (event) await tell(db, caller, row, done.version, eventChanges(row, event, null));
        await record(db, caller, 'treatment.event-withdrawn', row);
        return done;
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID` */
    cover: (caller: Caller, input: Inputs['treatments']['cover']): Promise<Outputs['treatments']['cover']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, input);
        const { coverage } = input;
        const { sentOn = null, approvedOn = null, renewsOn = null } = coverage ?? {};
        const before = (await lineDetailsOf(db, [row.id]))(row.id).coverage;
        // A request sent while an authorisation holds is for its renewal: what was approved stays as it was.
        const isRenewal = before !== null && before.approvedOn === approvedOn;
        refuse([
          ...(sentOn !== null && approvedOn !== null && approvedOn < sentOn && !isRenewal ? [{ path: 'approvedOn', code: 'BEFORE_SENT' }] : []),
          ...(approvedOn !== null && renewsOn !== null && renewsOn < approvedOn ? [{ path: 'renewsOn', code: 'BEFORE_START' }] : []),
        ]);
        const done = await change(db, row, {});
        await setCoverage(db, row.id, coverage, { id: ports.newId(), now: ports.clock.now(), userId: caller.userId });
        await tell(db, caller, row, done.version, coverageChanges(row, before, coverage));
        await record(db, caller, 'treatment.covered', row);
        return done;
      }),
  };
}
