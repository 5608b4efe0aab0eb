import { openingMinutes } from '#contract/access.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { LikelyDuplicatesInput, RegisterPatientInput } from '#contract/patients.ts';
import { identifierSystems } from '#contract/values.ts';
import { openedRecord, requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate, toMilliseconds } from '../appointments/wall-time.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { typedIdentifiers } from './duplicates/candidate-repository.ts';
import { livingRecord } from './duplicates/merge-repository.ts';
import { ofContact } from './duplicates/duplicate-rules.ts';
import { findLikelyDuplicates } from './duplicates/likely-duplicates.ts';
import { checkNam, normalizeNam } from './nam-rules.ts';
import { readAllergies, readResponsible, readClinical, readIdentity, readReferralLines, readResults, readVisitLines } from './patient-record-repository.ts';
import { checkNir } from './nir-rules.ts';
import { recordCreation } from './patient-change.ts';
import { holdersOf, insertPatient, type NewIdentifier, patientExists } from './patient-repository.ts';
import { createPatientSearch, otherwiseSpeltFrom } from './patient-search/patient-search-repository.ts';
import { parseSearch } from './patient-search/search-query-rules.ts';
import type { WordDictionary } from './patient-search/word-dictionary.ts';
import { registrationIssues, tidyRegistration } from './registration-rules.ts';
import { refreshRegistry } from './registry/registry-refresh-repository.ts';
import { readSummaries } from './registry-repository.ts';

const mostDuplicates = 10;
/** Transactions of stale rows one answer waits for; the next one does the rest. */
const mostRefreshes = 5;
const uniqueViolations = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

/** The registry: finding, opening and registering patients. */
export function createPatientService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, words?: WordDictionary) {
  const patientSearch = createPatientSearch(unitOfWork.engine, words);
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  const register = async (caller: Caller, form: RegisterPatientInput): Promise<void> => {
    const { patientId, nam, nir = null, fileNumber, ...identity } = form;
    await unitOfWork.write(async (db) => {
      if (await patientExists(db, patientId)) return;
      const [other] = fileNumber === null ? [] : await holdersOf(db, identifierSystems.file, fileNumber);
      if (other !== undefined) throw new DeclaredError('DUPLICATE', { field: 'fileNumber', patientId: other });
      const identifiers: readonly NewIdentifier[] = [
        ...(nam === null ? [] : [{ system: identifierSystems.nam, value: nam }]),
        ...(nir === null ? [] : [{ system: identifierSystems.nir, value: nir }]),
        ...(fileNumber === null ? [] : [{ system: identifierSystems.file, value: fileNumber }]),
      ];
      const now = ports.clock.now();
      await insertPatient(db, { id: patientId, ...identity, country: clinic.country, identifiers }, { now, newId: ports.newId });
      await recordCreation(db, patientId, caller.userId, { now, newId: ports.newId });
      await audit.record(db, { userId: caller.userId, action: 'patient.registered', entity: 'patient', entityId: patientId, patientId, detail: { nam: nam !== null, nir: nir !== null, fileNumber: fileNumber !== null } });
    });
  };

  return {
    search: async (caller: Caller, { text, limit, exact }: { text: string; limit: number; exact?: boolean }): Promise<Outputs['patients']['search']> => {
      const query = parseSearch(text, exact);
      if (!query) return { patients: [], hasMore: false, nearFrom: null };
      return unitOfWork.read(async (db) => {
        const hits = await patientSearch.find(db, query, { after: null, limit: limit + 1 });
        const shown = hits.slice(0, limit);
        const patients = await readSummaries(db, reading(caller), shown.map((hit) => hit.patientId));
        return { patients: [...patients], hasMore: hits.length > limit, nearFrom: otherwiseSpeltFrom(shown) };
      });
    },

    /** Whose record it is, for whoever stands before a closed one. @throws DeclaredError `NOT_FOUND` */
    door: async (caller: Caller, { patientId }: Inputs['access']['door']): Promise<Outputs['access']['door']> => {
      const [patient] = await unitOfWork.read(async (db) => readSummaries(db, reading(caller), [await livingRecord(db, patientId)]));
      if (!patient) throw new DeclaredError('NOT_FOUND');
      return { patient, minutes: openingMinutes };
    },

    /**
     * The record on one page. The reading is audited before anything is shown.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`
     */
    open: async (caller: Caller, { patientId: asked }: Inputs['patients']['open']): Promise<Outputs['patients']['open']> => {
      const { grants } = caller;
      const reach = reading(caller);
      const { patientId, record } = await unitOfWork.read(async (db) => {
        // The address of a record that was merged leads to the one that stayed.
        const patientId = await livingRecord(db, asked);
        const restriction = await openedRecord(db, reach, patientId);
        const found = await readIdentity(db, patientId);
        if (!found) throw new DeclaredError('NOT_FOUND');
        const visits = grants['appointment.read'] ? await readVisitLines(db, patientId) : [];
        const opened = {
          ...found,
          restriction,
          responsible: await readResponsible(db, patientId),
          allergies: await readAllergies(db, patientId),
          clinical: grants['patient.clinical.read'] ? await readClinical(db, patientId) : null,
          referrals: grants['referral.read'] ? await readReferralLines(db, patientId) : [],
          visits: visits.map(({ endsAt, ...visit }) => ({ ...visit, minutes: Math.round((toMilliseconds(endsAt) - toMilliseconds(visit.startsAt)) / 60_000) })),
        };
        return { patientId, record: opened };
      });
      await unitOfWork.write((db) => audit.recordReading(db, { userId: caller.userId, action: 'patient.opened', entity: 'patient', entityId: patientId, patientId }));
      return record;
    },

    /** All results, or those of one test, newest first. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    results: async (caller: Caller, { patientId, test, after, limit }: { patientId: string; test: string | null; after: string | null; limit: number }): Promise<Outputs['patients']['results']> => {
      const found = await unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
        return readResults(db, patientId, { test, after, limit: limit + 1 });
      });
      await unitOfWork.write((db) => audit.recordReading(db, { userId: caller.userId, action: 'patient.results-read', entity: 'patient', entityId: patientId, patientId }));
      const results = found.slice(0, limit);
      return { results, next: found.length > limit ? (results.at(-1)?.id ?? null) : null };
    },

    /** What an insurance number says, against the rest of the identity and the numbers on file. */
    checkNam: async (_caller: Caller, input: Inputs['patients']['checkNam']): Promise<Outputs['patients']['checkNam']> => {
      const check = checkNam(input.nam, input, today());
      const { normalized } = check;
      if (normalized === null) return check;
      const holders = await unitOfWork.read((db) => holdersOf(db, identifierSystems.nam, normalized));
      const used = holders.some((holder) => holder !== input.exceptPatientId);
      return used ? { ...check, warnings: [...check.warnings, 'ALREADY_USED'] } : check;
    },

    /** What a French number says, against the rest of the identity and the numbers on file. */
    checkNir: async (_caller: Caller, input: Inputs['patients']['checkNir']): Promise<Outputs['patients']['checkNir']> => {
      const check = checkNir(input.nir, input);
      const { normalized } = check;
      if (normalized === null) return check;
      const holders = await unitOfWork.read((db) => holdersOf(db, identifierSystems.nir, normalized));
      const used = holders.some((holder) => holder !== input.exceptPatientId);
      return used ? { ...check, warnings: [...check.warnings, 'ALREADY_USED'] } : check;
    },

    /** People on file who may be the person being typed, likeliest first. */
    likelyDuplicates: async (caller: Caller, input: LikelyDuplicatesInput): Promise<Outputs['patients']['likelyDuplicates']> => {
      const { nam, fileNumber, exceptPatientId, ...typed } = input;
      await refreshRegistry(unitOfWork, ports.clock.now(), mostRefreshes);
      return unitOfWork.read(async (db) => {
        const identity = { ...typed, identifiers: typedIdentifiers(normalizeNam(nam ?? '') || null, fileNumber || null) };
        const found = await findLikelyDuplicates(db, identity, { exceptPatientId, limit: mostDuplicates });
        const summaries = new Map((await readSummaries(db, reading(caller), found.map(({ patientId }) => patientId))).map((summary) => [summary.id, summary]));
        return found.flatMap(({ patientId, reasons, ...scored }) => {
          const patient = summaries.get(patientId);
          // Of a closed record, not even that its phone is the one typed.
          const told = reasons.filter(({ reason }) => patient?.access !== 'closed' || !ofContact.has(reason));
          return patient ? [{ patient, reasons: told, ...scored }] : [];
        });
      });
    },

    /**
     * Puts a person on file. The same id again is answered as done: a retry makes nobody twice.
     *
     * @throws DeclaredError `INVALID` (by field; a number that contradicts the person at `nam`), `DUPLICATE` for a file number in use
     */
    register: async (caller: Caller, input: RegisterPatientInput): Promise<Outputs['patients']['register']> => {
      const form = tidyRegistration(input);
      const issues = registrationIssues(form, { today: today(), country: clinic.country });
      if (issues.length > 0) throw new DeclaredError('INVALID', { issues: [...issues] });
      const { patientId } = form;
      try {
        await register(caller, form);
      } catch (error) {
        if (!uniqueViolations.has(errorCode(error))) throw error;
        // Another desk was faster: with this very form, or with its file number.
        if (!(await unitOfWork.read((db) => patientExists(db, patientId)))) throw new DeclaredError('DUPLICATE', { field: 'fileNumber' });
      }
      return { patientId };
    },
  };
}
