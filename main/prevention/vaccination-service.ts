import type { Inputs, Outputs } from '#contract/index.ts';
import type { Vaccination } from '#contract/prevention.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { itemChanges } from '../record-history/item-change-rules.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { builtInVaccines, sourceOf } from './prevention-content.ts';
import type { PreventionReader } from './prevention-facts.ts';
import { columnsOf, fieldsOf, vaccinationOf } from './vaccination-lines.ts';
import { changeVaccination, insertVaccination, type VaccinationColumns, vaccinationById, type VaccinationRow } from './vaccination-repository.ts';
import { vaccinationIssues } from './vaccination-rules.ts';

const content = builtInVaccines.body;

/** Vaccinations of people: entered, corrected with a trace, taken back; what is due; what a live vaccine meets. */
export function createVaccinationService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, reader: PreventionReader) {
  const { civil, liveOn } = reader;
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    await requireOpen(db, caller, patientId);
  };
  const stale = ({ version, updatedAt }: VaccinationRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: null, changedAt: updatedAt });
  const record = (db: WriteExecutor, caller: Caller, action: string, id: string, patientId: string) => audit.record(db, { userId: caller.userId, action, entity: 'vaccination', entityId: id, patientId });
  const writeChange = (db: WriteExecutor, caller: Caller, from: VaccinationRow | null, to: VaccinationRow | null, reason: string | null) => {
    const row = to ?? from;
    if (!row) return Promise.resolve(null);
    const changes = itemChanges('vaccine', from && fieldsOf(vaccinationOf(from, civil)), to && fieldsOf(vaccinationOf(to, civil)));
    return writeRecordChange(db, { entity: 'vaccination', entityId: row.id, patientId: row.patientId, version: to?.version ?? row.version + 1, userId: caller.userId, origin: from ? 'edit' : 'created', changes, reason }, { now: ports.clock.now(), newId: ports.newId });
  };

  /** A live vaccine given on a whole date is looked at beside what was taken then. */
  const withWarning = async (db: ReadExecutor, patientId: string, line: Vaccination): Promise<Vaccination> => {
    if (line.live !== true || line.status !== 'completed' || line.givenOn?.length !== 10) return line;
    const found = await liveOn(db, patientId, line.givenOn);
    return found === null ? line : { ...line, warning: { text: found.text, source: sourceOf(content.live.source) } };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: (caller: Caller, { patientId }: Inputs['prevention']['vaccinations']): Promise<Outputs['prevention']['vaccinations']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const lines = await reader.linesOf(db, patientId);
        const proposals = await reader.proposalsOf(db, patientId, today(), false);
        const live = await liveOn(db, patientId, today());
        const shown: Vaccination[] = [];
        for (const line of lines) shown.push(await withWarning(db, patientId, line));
        await audit.recordReading(db, { userId: caller.userId, action: 'vaccination.listed', entity: 'patient', entityId: patientId, patientId });
        return { vaccinations: shown, proposals: [...proposals], live: live && { ...live, source: sourceOf(content.live.source) }, today: today(), mayWrite: mayWrite(caller) };
      }),

    catalogue: (): Promise<Outputs['prevention']['vaccines']> => Promise.resolve({ version: builtInVaccines.version, vaccines: content.vaccines, sources: builtInVaccines.sources.map(({ label }) => label) }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `DUPLICATE`; the same id sent twice is the one there is */
    save: (caller: Caller, input: Inputs['prevention']['saveVaccination']): Promise<Outputs['prevention']['saveVaccination']> =>
      unitOfWork.write(async (db) => {
        const { vaccinationId: id, patientId, expectedVersion } = input;
        const known = await vaccinationById(db, id);
        // Whose it is, is said by the row, not by whoever corrects it.
        const owner = known?.patientId ?? patientId;
        await requireWriter(db, caller, owner);
        if (expectedVersion === null && known) return { version: known.version };
        if (expectedVersion !== null && !known) throw new DeclaredError('NOT_FOUND');
        if (known && known.version !== expectedVersion) throw stale(known);
        const choice = content.vaccines.find(({ key }) => key === input.vaccine);
        const issues = [...vaccinationIssues({ ...input, isKnown: choice !== undefined, today: today() })];
        const isLive = choice?.live === true && input.status === 'completed' && input.givenOn.length === 10;
        const met = isLive && input.confirmed !== true && issues.length === 0 ? await liveOn(db, owner, input.givenOn) : null;
        if (met?.level === 'contraindicated') issues.push({ path: 'confirmed', code: 'LIVE' });
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const columns = columnsOf(input, known, clinic.language);
        const others = (await reader.linesOf(db, owner)).filter((line) => line.id !== id);
        if (choice && input.status === 'completed' && others.some((one) => one.vaccine === choice.key && one.status === 'completed' && one.givenOn === input.givenOn)) throw new DeclaredError('DUPLICATE', { field: 'givenOn' });
        const now = ports.clock.now();
        if (known === undefined) {
          await insertVaccination(db, { code_system: null, code: null, other_codings: null, ...columns } satisfies VaccinationColumns, { id, patientId: owner, now, today: today(), userId: caller.userId });
        } else {
          if (!(await changeVaccination(db, id, known.version, columns, now))) throw stale((await vaccinationById(db, id)) ?? known);
        }
        await writeChange(db, caller, known ?? null, (await vaccinationById(db, id)) ?? null, null);
        await record(db, caller, known === undefined ? 'vaccination.added' : 'vaccination.corrected', id, owner);
        return { version: (known?.version ?? 0) + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdraw: (caller: Caller, { vaccinationId, expectedVersion, reason }: Inputs['prevention']['withdrawVaccination']): Promise<Outputs['prevention']['withdrawVaccination']> =>
      unitOfWork.write(async (db) => {
        const row = await vaccinationById(db, vaccinationId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        await requireWriter(db, caller, row.patientId);
        if (row.version !== expectedVersion || !(await changeVaccination(db, row.id, row.version, 'withdrawn', ports.clock.now()))) throw stale(row);
        await writeChange(db, caller, row, null, reason);
        await record(db, caller, 'vaccination.withdrawn', row.id, row.patientId);
        return { version: row.version + 1 };
      }),
  };
}
