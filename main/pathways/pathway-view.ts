import type { FactReading, FactSource, JudgedLine, KnownFact, PathwayBody, PathwayCriterion, PathwayEnrolment } from '#contract/pathways.ts';
import { areAllMet, factsOf, type JudgedCriterion, judgeCriteria, judgeEntry, type PathwayFacts } from './criterion-rules.ts';
import { factsAsked } from './definition-rules.ts';
import { type DatedPhase, dayAfter, doseDays, phaseDates } from './phase-rules.ts';
import { restingOf } from './readings/resting-rules.ts';
import type { DefinitionVersion, EnrolmentRow, EventRow, NotedFact } from './pathway-repository.ts';

/** Where somebody stands on a pathway, as the page is told of it. */

type Definition = DefinitionVersion['content'];

/** The facts that still count today: the last noted, unless it was too long ago. */
export function countingFacts(body: PathwayBody, noted: readonly NotedFact[], today: string): PathwayFacts {
  return Object.fromEntries(noted.flatMap((fact) => (fact.value === null || isStale(body, fact, today) ? [] : [[fact.code, fact.value]])));
}

function isStale(body: PathwayBody, { code, notedOn }: Pick<NotedFact, 'code' | 'notedOn'>, today: string): boolean {
  const goodForDays = body.facts.find((fact) => fact.code === code)?.goodForDays ?? null;
  return goodForDays !== null && dayAfter(notedOn, `P${goodForDays}D`) < today;
}

/** The phase that follows the one somebody is in; undefined in the last. */
export function phaseAfter(body: PathwayBody, phase: string | null): PathwayBody['phases'][number] | undefined {
  return body.phases[body.phases.findIndex(({ code }) => code === phase) + 1];
}

/** Judged criteria with their words. */
export function toldCriteria({ body, sources }: Definition, criteria: readonly PathwayCriterion[], judged: readonly JudgedCriterion[]): JudgedLine[] {
  const labels = new Map(body.facts.map(({ code, label }) => [code, label]));
  return criteria.map(({ code, label, source, when }, index) => {
    const { standing = 'unknown', missing = [] } = judged[index] ?? {};
    return { code, label, standing, missing: missing.map((fact) => labels.get(fact) ?? { fr: fact, en: fact }), facts: [...new Set(factsOf(when))], source: sources.find((one) => one.code === source)?.label ?? { fr: source, en: source } };
  });
}

/** What of the gate of the next phase is not met. */
export function unmetOf(body: PathwayBody, phase: string | null, facts: PathwayFacts): number {
  return judgeCriteria(phaseAfter(body, phase)?.gate ?? [], facts).filter(({ standing }) => standing !== 'met').length;
}

/** What the record says of these matters after it was asked too: an authorisation ends, a value moves. What a phase began with is settled with it. */
const lasting: ReadonlySet<FactSource['from']> = new Set(['coverage', 'test', 'tests-up-to-date', 'at-target']);

export function viewEnrolment({ content }: DefinitionVersion, row: EnrolmentRow, { answers, events, today, newer, mayWrite, mayWaive, readings, isRetired }: { readonly isRetired: boolean; /** What the record says, by the code of the fact. */ readonly readings: ReadonlyMap<string, FactReading>; readonly newer: PathwayEnrolment['newer']; /** The last noted first. */ readonly answers: readonly NotedFact[]; readonly events: readonly EventRow[]; readonly today: string; readonly mayWrite: boolean; readonly mayWaive: boolean }): PathwayEnrolment {
  const { body } = content;
  const noted = [...Map.groupBy(answers, ({ code }) => code).values()].flatMap(([last]) => last ?? []);
  const facts = countingFacts(body, noted, today);
  const isProposed = row.state === 'proposed';
  const dates = row.includedOn === null ? null : phaseDates(body, row.includedOn);
  const next = row.state === 'running' ? phaseAfter(body, row.phase) : undefined;
  const judgedEntry = isProposed ? judgeEntry(body, facts) : null;
  const judgedGate = next ? judgeCriteria(next.gate, facts) : null;
  const asked = new Set(isProposed ? factsAsked([...body.eligibility, ...body.exclusions]) : next ? factsAsked(next.gate) : []);
  const reasonOf = (code: string | null) => (code === null ? null : ([...body.suspensions, ...body.exits].find((one) => one.code === code)?.label ?? { fr: code, en: code }));
  const phaseLabel = (code: string | null) => body.phases.find((one) => one.code === code)?.label ?? null;
  const criterionLabel = (code: string) => body.phases.flatMap(({ gate }) => gate).find((one) => one.code === code)?.label ?? { fr: code, en: code };
  const at = body.phases.findIndex(({ code }) => code === row.phase);
  const schedule = body.dosing?.schedules.find(({ code }) => code === row.schedule) ?? null;
  return {
    id: row.id, version: row.version, code: content.id, definitionVersion: content.version, label: body.label, about: body.about, isReviewed: content.status === 'signed-off', sources: content.sources.map(({ label }) => label),
    isRetired, state: row.state, stateSince: row.stateSince, reason: reasonOf(row.reason), note: row.note, anchor: body.anchor, includedOn: row.includedOn, schedule: schedule && { drug: schedule.drug, dose: schedule.dose, everyDays: schedule.everyDays },
    homeDoses: schedule && dates && row.includedOn !== null ? homeDoses(dates, row.includedOn, schedule.everyDays) : null,
    phases: body.phases.map(({ code, label, site, intensity }, index) => ({
      code, label, site, intensity, from: dates?.[index]?.from ?? null, until: dates?.[index]?.until ?? null,
      standing: row.state === 'completed' || (at !== -1 && index < at) ? 'past' : index === at ? 'now' : index === at + 1 ? 'next' : 'later',
    })),
    entry: judgedEntry && { eligibility: toldCriteria(content, body.eligibility, judgedEntry.eligibility), exclusions: toldCriteria(content, body.exclusions, judgedEntry.exclusions), mayEnter: judgedEntry.mayEnter },
    gate: next && judgedGate && dates ? { phase: next.label, from: dates.find(({ code }) => code === next.code)?.from ?? today, items: toldCriteria(content, next.gate, judgedGate), isOpen: areAllMet(judgedGate) } : null,
    facts: body.facts.flatMap((fact): KnownFact[] => {
      const found = noted.find(({ code }) => code === fact.code);
      if (!asked.has(fact.code) && !found) return [];
      return [{
        code: fact.code, label: fact.label, kind: fact.kind, unit: fact.kind === 'number' ? fact.unit : null, min: fact.kind === 'number' ? fact.min : null, max: fact.kind === 'number' ? fact.max : null, value: found?.value ?? null, notedOn: found?.notedOn ?? null, notedBy: found?.notedByName ?? null,
        isStale: found !== undefined && found.value !== null && isStale(body, found, today), isAsked: asked.has(fact.code), reading: asked.has(fact.code) || (fact.reads && lasting.has(fact.reads.from)) ? (readings.get(fact.code) ?? null) : null,
        restedOn: restingOf(found?.value ?? null, found?.reading ?? null), earlier: answers.filter(({ code }) => code === fact.code).slice(1, 21).map(({ value, notedOn, notedByName, reading }) => ({ value, notedOn, notedBy: notedByName, restedOn: restingOf(value, reading) })),
      }];
    }),
    moves: mayWrite ? movesOf(row, { mayEnter: !isRetired && (judgedEntry?.mayEnter ?? false), isOpen: next === undefined || (judgedGate !== null && areAllMet(judgedGate)) }) : [],
    schedules: body.dosing?.schedules.map(({ code, drug, dose }) => ({ code, drug, dose })) ?? [], suspensions: body.suspensions.map(({ code, label }) => ({ code, label })), exits: body.exits.map(({ code, label }) => ({ code, label })),
    newer: row.state === 'completed' || row.state === 'left' ? null : newer,
    mayWaive: mayWrite && mayWaive && judgedGate !== null && !areAllMet(judgedGate), undoable: mayWrite ? undoableOf(events, row) : null,
    events: events.map(({ move, phase, on, reason, note, at: when, byName, unmet, undone }) => ({ unmet: unmet.map(criterionLabel), undone, move, phase: phaseLabel(phase), on, reason: reasonOf(reason), note, by: byName ?? '', at: when })),
  };
}

/** The day somebody entered the phase they are in; null before inclusion. A suspension changes nothing of it. */
export function phaseSince(events: readonly EventRow[]): string | null {
  return events.find(({ move, undone }) => (move === 'include' || move === 'advance') && undone === null)?.on ?? null;
}

/** The last move, where it can be taken back. Whether anything rests on it is judged when it is. */
export function undoableOf(events: readonly EventRow[], { state }: Pick<EnrolmentRow, 'state'>): PathwayEnrolment['undoable'] {
  const last = events.find(({ undone }) => undone === null);
  if (!last?.before) return null;
  if (last.move === 'advance') return state === 'completed' ? 'complete' : 'advance';
  return last.move === 'include' || last.move === 'suspend' || last.move === 'resume' || last.move === 'leave' ? last.move : null;
}

function movesOf({ state }: EnrolmentRow, { mayEnter, isOpen }: { readonly mayEnter: boolean; readonly isOpen: boolean }): PathwayEnrolment['moves'] {
  if (state === 'proposed') return mayEnter ? ['include', 'leave'] : ['leave'];
  if (state === 'running') return isOpen ? ['advance', 'suspend', 'leave'] : ['suspend', 'leave'];
  return state === 'suspended' ? ['resume', 'leave'] : [];
}

/** Doses whose day falls in a phase at home, counted from the day of inclusion; none where the pathway has no end. */
function homeDoses(phases: readonly DatedPhase[], includedOn: string, everyDays: number): number | null {
  const end = phases.at(-1)?.until ?? null;
  if (end === null) return null;
  return doseDays(includedOn, everyDays, end).filter((day) => phases.some(({ site, from, until }) => site === 'home' && day >= from && (until === null || day < until))).length;
}
