import { smallestCellOfFile } from '#contract/comparison.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { Urgency } from '#contract/triage.ts';
import { reachOf } from '../../access/record-reach.ts';
import { type PastDay, pastOpenings } from '../../appointments/past-openings.ts';
import { addDays, civilDate, civilDay } from '../../appointments/wall-time.ts';
import { periodsUntil } from '../../cohorts/comparison-rules.ts';
import { byteOrderMark, csvLine } from '../../exports/csv-writing.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import type { TriageContentReader } from '../active-triage-content.ts';
import { patientLine } from '../patient-line.ts';
import { identifiersOf } from '../referral-repository.ts';
import { figuresOf } from './quality-figures.ts';
import { qualityLines } from './quality-file.ts';
import { fileWords } from './quality-file-words.ts';
import { betweenTallies } from './between-repository.ts';
import { classedRequests, decisionDays, decisionTallies, delayTallies, returnReasons, returnTallies } from './quality-repository.ts';
import { safeguardTallies, waitingBetween } from './safeguard-repository.ts';
import { diagnosedTallies } from './sensitivity-rules.ts';
import { unusedOpenings } from './unused-openings-rules.ts';

/** Somebody with an inflammatory disease, and the day it was first written down, if known. */
interface FirstInflammatory {
  readonly patientId: string;
  readonly recordedOn: string | null;
}

type Quality = Outputs['triageQuality']['read'];
type Unused = Outputs['triageQuality']['unused'];
const mostReasons = 100;
const monthDays = 31;
/** Longest stretch of openings looked at, in days. */
const longestUnused = 366;

/** How good triage is, by quarter or year, from the decisions, visits and steps on record. */
export function createTriageQualityService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, triageContent: TriageContentReader, firstInflammatory: (caller: Caller) => Promise<readonly FirstInflammatory[]>) {
  const read = async (caller: Caller, { every }: Inputs['triageQuality']['read']): Promise<Quality> => {
    const now = ports.clock.now();
    const today = civilDate(now, clinic.timeZone);
    const periods = periodsUntil(today, every);
    const question = { engine: unitOfWork.engine, today, zone: clinic.timeZone, periods, reach: reachOf(caller, 'referral.read', now) };
    // Each in its own transaction: others answer in between.
    const decisions = await unitOfWork.read((db) => decisionTallies(db, question));
    const days = await unitOfWork.read((db) => decisionDays(db, question));
    const between = await unitOfWork.read((db) => betweenTallies(db, question));
    const delays = await unitOfWork.read((db) => delayTallies(db, question));
    const returns = await unitOfWork.read((db) => returnTallies(db, question));
    const safeguards = await unitOfWork.read((db) => safeguardTallies(db, question));
    const requests = await unitOfWork.read((db) => classedRequests(db, question));
    const diagnosed = diagnosedTallies(requests, new Map((await firstInflammatory(caller)).map(({ patientId, recordedOn }) => [patientId, recordedOn])));
    const { rules } = (await unitOfWork.read((db) => triageContent.active(db))).content.ruleset.body;
    const titles = new Map(rules.map(({ id, title }) => [id, title]));
    return { asOf: today, periods: periods.map((period) => figuresOf(period, { decisions, decisionDays: days, between, delays, returns, diagnosed, safeguards }, (ruleId) => titles.get(ruleId) ?? null)) };
  };

  /** A month at a time, each in its own transaction: others answer in between. */
  const unused = async (caller: Caller, { from, until }: Inputs['triageQuality']['unused']): Promise<Unused> => {
    const now = ports.clock.now();
    const today = civilDate(now, clinic.timeZone);
    const [last, zone] = [until < today ? until : addDays(today, -1), clinic.timeZone];
    if (from > last) return { until: null, exactFrom: null, professionals: [], classes: [] };
    if (addDays(from, longestUnused) < last) throw new DeclaredError('INVALID', { issues: [{ path: 'until', code: 'TOO_LONG' }] });
    const days: PastDay[] = [];
    for (let start = from; start <= last; start = addDays(start, monthDays)) {
      const end = addDays(start, monthDays - 1);
      days.push(...(await unitOfWork.read((db) => pastOpenings(db, { from: start, until: end < last ? end : last, zone }))));
    }
    const question = { engine: unitOfWork.engine, today, zone, periods: [{ key: '', from, until: last, isRunning: false }], reach: reachOf(caller, 'referral.read', now) };
    const found = unusedOpenings(days, await unitOfWork.read((db) => waitingBetween(db, question, { from, until: last })));
    const assumed = days.filter(({ isAssumed }) => isAssumed).map(({ date }) => date).sort().at(-1);
    return { until: last, exactFrom: assumed === undefined ? null : addDays(assumed, 1), professionals: found.professionals.map((one) => ({ ...one, role: one.role as Unused['professionals'][number]['role'] })), classes: [...found.classes] };
  };

  return {
    read,
    unused,

    reasons: async (caller: Caller, { from, until, kind }: Inputs['triageQuality']['reasons']): Promise<Outputs['triageQuality']['reasons']> => {
      const range = { since: civilDay(from, clinic.timeZone).from, before: civilDay(until, clinic.timeZone).until };
      return unitOfWork.read(async (db) => {
        const rows = await returnReasons(db, reachOf(caller, 'referral.read', ports.clock.now()), { kind, ...range, limit: mostReasons + 1 });
        const page = rows.slice(0, mostReasons);
        const identifiers = await identifiersOf(db, page.map((row) => row.patient_id));
        return {
          lines: page.map((row) => ({ id: row.id, referralId: row.referral_id, patient: patientLine(row.patient_id, row, identifiers.get(row.patient_id) ?? []), at: row.at, cls: row.cls as Urgency | null, reason: row.reason ?? '' })),
          more: rows.length > mostReasons,
        };
      });
    },

    /** The figures as delimited text for a French Excel; that it left is on record. */
    file: async (caller: Caller, { every, language }: Inputs['triageQuality']['file']): Promise<{ readonly name: string; readonly content: Buffer }> => {
      const found = await read(caller, { every });
      const { content } = await unitOfWork.read((db) => triageContent.active(db));
      const openings = new Map<string, Unused>();
      for (const { key, from, until } of found.periods) openings.set(key, await unused(caller, { from, until }));
      await unitOfWork.write((db) => audit.record(db, { userId: caller.userId, action: 'triage-quality.exported', entity: 'triage-quality', entityId: null, patientId: null, detail: { every, smallestCell: smallestCellOfFile } }));
      const lines = qualityLines(found, openings, { language, whose: clinic.name, content });
      return { name: `${fileWords[language].fileName}-${found.asOf}.csv`, content: Buffer.from(byteOrderMark + lines.map((line) => csvLine(line)).join('')) };
    },
  };
}
