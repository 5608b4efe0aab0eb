import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Outputs } from '#contract/index.ts';
import type { RegistryRow } from '#contract/patients.ts';
import { mobility, noFilters, type RegistryFilters, registryLayout, type RegistryLayout, type RegistrySort, teleSuitability } from '#contract/registry.ts';
import { urgencies } from '#contract/triage.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import { civilDate } from '../../appointments/wall-time.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { createPatientSearch, otherwiseSpeltFrom } from '../patient-search/patient-search-repository.ts';
import { parseSearch, type SearchQuery } from '../patient-search/search-query-rules.ts';
import type { WordDictionary } from '../patient-search/word-dictionary.ts';
import { decodeCursor, encodeCursor, type RegistryCursor } from '../registry-cursor.ts';
import { mainProblem, type ProblemRow } from '../main-problem-rules.ts';
import { readOpenProblems, readSummaries } from '../registry-repository.ts';
import { countEntries, countFacet, facetsFor, isFiltered, mostFaceted } from './registry-facet-repository.ts';
import { readUserSetting, writeUserSetting } from './registry-layout-repository.ts';
import { listEntries, readEntries, readPosition, type RegistryQuestion } from './registry-list-repository.ts';
import { amongClosed, filterConditions } from './registry-filter-repository.ts';
import { refreshRegistry } from './registry-refresh-repository.ts';

/** Records closed to somebody are few; more than this are not counted one by one. */
const mostClosedCounted = 10_000;
/** Transactions of stale rows one answer waits for; the next one does the rest. */
const mostRefreshes = 5;
const byName: RegistrySort = { by: 'name', direction: 'ascending' };
const layoutKey = 'registry.layout';

interface ListInput {
  readonly text: string;
  /** No other spelling answers. */
  readonly exact?: boolean;
  /** Left out, nothing is narrowed and the order is by name. */
  readonly filters?: RegistryFilters;
  readonly sort?: RegistrySort;
  readonly after: string | null;
  readonly limit: number;
}

/** The registry as a list: searched, narrowed, ordered, counted, and as each person likes to see it. */
export function createRegistryService({ unitOfWork, clinic, ports }: ServiceDependencies, words?: WordDictionary) {
  const { engine } = unitOfWork;
  const patientSearch = createPatientSearch(engine, words);
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);

  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  /** Reads the registry once its rows are worked out. */
  const readFresh = async <T>(work: (db: ReadExecutor) => Promise<T>): Promise<T> => {
    await refreshRegistry(unitOfWork, ports.clock.now(), mostRefreshes);
    return unitOfWork.read(work);
  };

  /** What a search finds comes by name as typed unless another order is asked for. */
  const searched = async (db: ReadExecutor, question: RegistryQuestion, cursor: RegistryCursor | null, limit: number): Promise<readonly RegistryCursor[]> => {
    const after = cursor && (await readPosition(db, question.reach, cursor.patientId, byName));
    return patientSearch.find(
      db,
      question.query,
      { after: cursor && after && cursor.tier !== 0 ? { tier: cursor.tier, sortKey: after.sortKey, patientId: after.patientId } : null, limit },
      isFiltered(question.filters) ? (eb) => eb('patient_search.patient_id', 'in', narrowedPatients(db, question)) : undefined,
    );
  };

  /** The question of a list in another order, of a count or of facets: of other spellings where nobody is spelt as typed. */
  const answered = (db: ReadExecutor, query: SearchQuery | null): Promise<SearchQuery | null> => (query === null ? Promise.resolve(null) : patientSearch.answered(db, query));

  return {
    /**
     * One page of the registry, in the order asked for, or of the answer to `text`. `total` is given where the first page is
     * the whole answer; else `facets` counts: a list is not kept waiting for a number.
     *
     * @throws DeclaredError `INVALID` for a cursor that is not ours, `FORBIDDEN` for what the caller may not read
     */
    list: async (caller: Caller, { text, exact, filters = noFilters, sort = byName, after, limit }: ListInput): Promise<Outputs['patients']['list']> => {
      requireReadable(caller, filters, sort);
      const query = text === '' ? null : parseSearch(text, exact);
      if (text !== '' && !query) return { rows: [], next: null, total: 0, nearFrom: null };
      const cursor = after === null ? null : decodeCursor(after);
      const question = { query, filters, today: today(), reach: reading(caller) };
      return readFresh(async (db) => {
        const isByName = query !== null && sort.by === 'name' && sort.direction === 'ascending';
        const named = isByName ? await searched(db, question, cursor, limit + 1) : null;
        // Somebody spelt as typed is in the first page: nobody else is asked for.
        const other = (named?.[0]?.tier ?? 3) < 3 ? query : await answered(db, query);
        const hits: readonly RegistryCursor[] = named ?? (await listEntries(db, engine, { ...question, query: other }, sort, { after: cursor && (await readPosition(db, question.reach, cursor.patientId, sort)), limit: limit + 1 })).map(({ patientId }) => ({ tier: other === query ? 0 : 3, patientId }));
        const shown = hits.slice(0, limit);
        const last = hits.length > limit ? shown.at(-1) : undefined;
        const nearFrom = otherwiseSpeltFrom(shown);
        return {
          rows: await rowsOf(db, caller, shown.map((hit) => hit.patientId)),
          next: last ? encodeCursor(last) : null,
          // Those of other spellings are shown after, not counted; where they are all there is, they are.
          total: after === null && last === undefined ? nearFrom || shown.length : null,
          nearFrom,
        };
      });
    },

    /** Rows of these people, in their order (at most 200); those merged or unknown are left out. */
    rows: (caller: Caller, ids: readonly string[]): Promise<readonly RegistryRow[]> => readFresh((db) => rowsOf(db, caller, ids)),

    /** The problem the registry names each of these people by, as it was written (at most 200); nobody whose record is closed to the caller. */
    mainProblems: async (caller: Caller, ids: readonly string[]): Promise<ReadonlyMap<string, ProblemRow>> => {
      if (ids.length === 0 || !caller.grants['patient.clinical.read']) return new Map();
      const problems = Map.groupBy(await unitOfWork.read((db) => readOpenProblems(db, reading(caller), ids)), ({ patientId }) => patientId);
      const found = new Map<string, ProblemRow>();
      for (const [id, own] of problems) {
        const main = mainProblem(own);
        if (main) found.set(id, main);
      }
      return found;
    },

    /** How many that a search and filters find, or of everybody, have a record closed to the caller. */
    countClosed: async (caller: Caller, { text, exact, filters }: Pick<ListInput, 'text' | 'exact'> & { readonly filters: RegistryFilters }): Promise<number> => {
      const query = text === '' ? null : parseSearch(text, exact);
      if (text !== '' && !query) return 0;
      const reach = reading(caller);
      const question = { query, filters, today: today(), reach };
      const found = await unitOfWork.read((db) =>
        patientSearch.find(db, query, { after: null, limit: mostClosedCounted }, (eb) =>
          isFiltered(filters) ? eb.and([amongClosed(reach)(eb), eb('patient_search.patient_id', 'in', narrowedPatients(db, question))]) : amongClosed(reach)(eb),
        ),
      );
      return found.length;
    },

    /** How many answer in all, and by facet. @throws DeclaredError `FORBIDDEN` for what the caller may not read */
    facets: async (caller: Caller, { text, exact, filters = noFilters }: Pick<ListInput, 'text' | 'exact' | 'filters'>): Promise<Outputs['patients']['facets']> => {
      requireReadable(caller, filters, null);
      const query = text === '' ? null : parseSearch(text, exact);
      const reach = reading(caller);
      const everybody = { query: null, filters: noFilters, today: today(), reach };
      const all = await readFresh(async (db) => (await countEntries(db, engine, everybody)) ?? 0);
      if (text !== '' && !query) return { total: 0, all, facets: {} };
      const asked = { ...everybody, query: await unitOfWork.read((db) => answered(db, query)), filters };
      // A word half the registry answers to is not counted through: its facets are those of everybody, without numbers.
      const isBroad = query !== null && (await unitOfWork.read((db) => patientSearch.count(db, asked.query, mostFaceted))) === null;
      const question = isBroad ? { ...asked, query: null } : asked;
      const facets: Outputs['patients']['facets']['facets'] = {};
      for (const facet of facetsFor(caller.grants['patient.clinical.read'] !== undefined)) {
        // One facet at a time, and a turn for others in between: the list answers the next key meanwhile.
        await nextTurn();
        const values = await unitOfWork.read((db) => countFacet(db, engine, question, facet));
        facets[facet] = isBroad ? values.map((value) => ({ ...value, count: null })) : values;
      }
      return { total: isBroad ? null : await unitOfWork.read((db) => countEntries(db, engine, asked)), all, facets };
    },

    /** How this person sees the registry; null until they chose, or when what they chose is no longer offered. */
    layout: async (caller: Caller): Promise<RegistryLayout | null> => {
      const kept = await unitOfWork.read((db) => readUserSetting(db, caller.userId, layoutKey));
      const parsed = registryLayout.safeParse(kept);
      return parsed.success ? parsed.data : null;
    },

    saveLayout: async (caller: Caller, layout: RegistryLayout): Promise<Outputs['patients']['saveRegistryLayout']> => {
      await unitOfWork.write((db) => writeUserSetting(db, caller.userId, layoutKey, { ...layout, columns: [...new Set(layout.columns)] }, ports.clock.now()));
      return { saved: true };
    },
  };

  async function rowsOf(db: ReadExecutor, caller: Caller, ids: readonly string[]): Promise<RegistryRow[]> {
    const { grants } = caller;
    const entries = await readEntries(db, ids);
    return (await readSummaries(db, reading(caller), ids)).map((summary) => {
      const entry = summary.access === 'closed' ? undefined : entries.get(summary.id);
      const visits = grants['appointment.read'] ? entry : undefined;
      return {
        ...summary,
        mainProblem: grants['patient.clinical.read'] ? (entry?.problem_text ?? null) : null,
        lastVisitOn: visits?.last_visit_on ?? null,
        nextVisitAt: visits?.next_visit_at ?? null,
        openReferralClass: (grants['referral.read'] && entry && entry.class_rank !== null ? urgencies[entry.class_rank] : undefined) ?? null,
        mobility: mobility.catch('unknown').parse(entry?.mobility),
        teleSuitability: teleSuitability.catch('unknown').parse(entry?.tele_suitability),
        language: entry?.language ?? null,
      };
    });
  }
}

/** The patients the filters leave, for a search to be narrowed to. */
function narrowedPatients(db: ReadExecutor, question: RegistryQuestion) {
  return db
    .selectFrom('registry_entry')
    .select('registry_entry.patient_id')
    .where((eb) => eb.and([...filterConditions(eb, question)]));
}

/** An order or a count would tell what a list hides. */
function requireReadable({ grants }: Caller, filters: RegistryFilters, sort: RegistrySort | null): void {
  const asks = filters.problem.length > 0 || sort?.by === 'problem';
  if (asks && !grants['patient.clinical.read']) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.read' });
}
