import type { PathwayBody, PathwayCriterion } from '#contract/pathways.ts';
import type { ToxicityBody, ToxicityGrade } from '#contract/toxicity.ts';
import { type SeededRandom, seededRandom } from '../clinics/demonstration/random.ts';
import { gradeToxicity, type SymptomAnswers, type ToxicityFound } from '../toxicity/toxicity-rules.ts';
import { checklistAt, judgeChecklist } from './checklist-rules.ts';
import { areAllMet, judgeCriteria, judgeEntry, type PathwayFacts } from './criterion-rules.ts';
import { factsAsked } from './definition-rules.ts';
import { type Enrolment, type EnrolmentMove, moved } from './enrolment-rules.ts';
import { type DatedPhase, dayAfter, doseDays, phaseDates } from './phase-rules.ts';

/** People who do not exist, through the rules that real ones go through: where a pathway holds them, and how many. */

export interface SimulatedFlow {
  readonly patients: number;
  readonly seed: number;
  /** People kept out, by the first criterion that does. */
  readonly keptOut: ReadonlyMap<string, number>;
  readonly included: number;
  /** By phase: who entered it, and who waited at its gate by what they waited for (once a person). */
  readonly phases: readonly { readonly code: string; readonly entered: number; readonly waitedFor: ReadonlyMap<string, number> }[];
  /** Doses by place, and those that were not given, by the item of the checklist. */
  readonly doses: ReadonlyMap<string, number>;
  readonly held: { readonly hold: ReadonlyMap<string, number>; readonly 'no-go': ReadonlyMap<string, number> };
  readonly grades: ReadonlyMap<ToxicityGrade, number>;
  readonly organs: ReadonlyMap<string, number>;
  readonly suspensions: number;
  readonly left: ReadonlyMap<string, number>;
  readonly completed: number;
  /** At the end of the pathway, still at the gate of a later phase, or suspended. */
  readonly unfinished: number;
}

/** Everybody is included on this day: a flow has no calendar of its own. */
const inclusionDay = '2026-01-05';
/** A pathway without end is followed this long. */
const longest = 'P24M';
/** Between two looks where there are no doses. */
const lookDays = 28;
const daysOfMonth = 365.25 / 12;
/** How often an answer other than no is of each grade. */
const gradeWeights: Readonly<Record<ToxicityGrade, number>> = { 1: 60, 2: 28, 3: 10, 4: 2 };

/**
 * Sends so many made-up people through a pathway. The same definition, number and seed give the same flow on every machine.
 * What it supposes is the definition's own `simulation`; the flow is no forecast.
 *
 * @param toxicity the grading the pathway names, null where it names none
 */
export function simulatePathway(body: PathwayBody, toxicity: ToxicityBody | null, { patients, seed }: { readonly patients: number; readonly seed: number }): SimulatedFlow {
  const tally = newTally(body);
  for (let index = 0; index < patients; index += 1) follow(body, toxicity, seededRandom(seed).for(`patient ${index}`), tally);
  return { patients, seed, ...tally, phases: body.phases.map(({ code }) => ({ code, entered: tally.entered.get(code) ?? 0, waitedFor: tally.waited.get(code) ?? new Map() })) };
}

type Counts = Map<string, number>;
interface Tally {
  readonly keptOut: Counts;
  included: number;
  readonly entered: Counts;
  readonly waited: Map<string, Counts>;
  readonly doses: Counts;
  readonly held: { readonly hold: Counts; readonly 'no-go': Counts };
  readonly grades: Map<ToxicityGrade, number>;
  readonly organs: Counts;
  suspensions: number;
  readonly left: Counts;
  completed: number;
  unfinished: number;
}

function newTally({ phases }: PathwayBody): Tally {
  return {
    keptOut: new Map(), included: 0, entered: new Map(), waited: new Map(phases.map(({ code }) => [code, new Map()])), doses: new Map(), held: { hold: new Map(), 'no-go': new Map() }, grades: new Map(), organs: new Map(), suspensions: 0, left: new Map(), completed: 0, unfinished: 0,
  };
}

const add = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

function follow(body: PathwayBody, toxicity: ToxicityBody | null, random: SeededRandom, tally: Tally): void {
  const entry = judgeEntry(body, drawFacts(body, factsAsked([...body.eligibility, ...body.exclusions]), random));
  if (!entry.mayEnter) {
    const refused = entry.eligibility.find(({ standing }) => standing !== 'met') ?? entry.exclusions.find(({ standing }) => standing !== 'not-met');
    if (refused) add(tally.keptOut, refused.code);
    return;
  }
  const codes = body.phases.map(({ code }) => code);
  const phases = phaseDates(body, inclusionDay);
  const end = phases.at(-1)?.until ?? dayAfter(inclusionDay, longest);
  const schedule = body.dosing ? random.pick(body.dosing.schedules) : null;
  const everyDays = schedule?.everyDays ?? lookDays;
  let enrolment: Enrolment = { state: 'proposed' };
  const go = (move: EnrolmentMove): void => {
    const next = moved(codes, enrolment, move);
    if (!next) throw new Error(`${move.move} is not legal where one is ${enrolment.state}`);
    enrolment = next;
    if (next.state === 'running' && (move.move === 'include' || move.move === 'advance')) add(tally.entered, next.phase);
  };
  const now = (): Enrolment => enrolment;
  const leave = (reason: string): void => {
    go({ move: 'leave', reason });
    add(tally.left, reason);
  };
  const waitedFor = new Set<string>();
  const pass = (upTo: string): void => {
    for (let next = nextPhase(phases, now()); next && next.from <= upTo; next = nextPhase(phases, now())) {
      const gate = body.phases.find(({ code }) => code === next?.code)?.gate ?? [];
      const judged = judgeCriteria(gate, drawFacts(body, factsAsked(gate), random));
      if (!areAllMet(judged)) {
        for (const { code, standing } of judged) {
          if (standing === 'met' || waitedFor.has(`${next.code} ${code}`)) continue;
          waitedFor.add(`${next.code} ${code}`);
          add(tally.waited.get(next.code) ?? new Map<string, number>(), code);
        }
        return;
      }
      go({ move: 'advance' });
    }
  };

  go({ move: 'include' });
  tally.included += 1;
  let suspendedUntil = '';
  for (const day of doseDays(inclusionDay, everyDays, end)) {
    const gone = Object.entries(body.simulation.exitsPerMonth).find(([, chance]) => random.chance(1 - (1 - chance) ** (everyDays / daysOfMonth)));
    if (gone) return leave(gone[0]);
    if (now().state === 'suspended') {
      if (day < suspendedUntil) continue;
      go({ move: 'resume' });
    }
    pass(day);
    const found = schedule && toxicity ? gradeToxicity(toxicity, drawAnswers(body, toxicity, random), []) : null;
    for (const { organ, grade } of found?.organs ?? []) {
      add(tally.organs, organ);
      add(tally.grades, grade);
    }
    if (found?.action === 'stop') return leave(body.exits.some(({ code }) => code === 'toxicity') ? 'toxicity' : (body.exits[0]?.code ?? ''));
    if (schedule) dose(body, found, phases, now(), random, tally);
    if (found?.action === 'hold') {
      go({ move: 'suspend', reason: 'toxicity' });
      tally.suspensions += 1;
      suspendedUntil = dayAfter(day, `P${body.simulation.suspendedDays}D`);
    }
  }
  const last = now();
  if (last.state === 'running' && last.phase === codes.at(-1)) {
    go({ move: 'advance' });
    tally.completed += 1;
  } else tally.unfinished += 1;
}

/** The phase after the one a person is in, while they run. */
function nextPhase(phases: readonly DatedPhase[], enrolment: Enrolment): DatedPhase | undefined {
  return enrolment.state === 'running' ? phases[phases.findIndex(({ code }) => code === enrolment.phase) + 1] : undefined;
}

/** One dose at the place of the phase: given, or held by the checklist. */
function dose(body: PathwayBody, found: ToxicityFound | null, phases: readonly DatedPhase[], enrolment: Enrolment, random: SeededRandom, tally: Tally): void {
  const site = enrolment.state === 'running' ? phases.find(({ code }) => code === enrolment.phase)?.site : undefined;
  if (!site) return;
  const checklist = checklistAt(body, site);
  if (!checklist) {
    if (found?.action !== 'hold') add(tally.doses, site);
    return;
  }
  const asked = [...new Set(checklist.items.flatMap(({ facts }) => facts))];
  const verdict = judgeChecklist(checklist, drawFacts(body, asked, random), found ? found.action : 'go-on');
  if (verdict.result === 'go') add(tally.doses, site);
  else for (const item of verdict.items) if (item.result === verdict.result) add(tally.held[verdict.result], item.code);
}

function drawFacts(body: PathwayBody, codes: readonly string[], random: SeededRandom): PathwayFacts {
  return Object.fromEntries(
    codes.flatMap((code): readonly (readonly [string, boolean | number])[] => {
      const supposed = body.simulation.facts[code];
      const fact = body.facts.find((one) => one.code === code);
      if (!supposed || !fact) return [];
      if ('share' in supposed) return [[code, random.chance(supposed.share)]];
      // The sum of twelve draws is near enough to a normal one.
      const around = Array.from({ length: 12 }, () => random.fraction()).reduce((sum, one) => sum + one, -6);
      const value = supposed.mean + supposed.spread * around;
      return [[code, fact.kind === 'number' ? Math.min(fact.max, Math.max(fact.min, value)) : value]];
    }),
  );
}

/** No to every question but, now and then, one. */
function drawAnswers(body: PathwayBody, toxicity: ToxicityBody, random: SeededRandom): SymptomAnswers {
  const answers: Record<string, string> = Object.fromEntries(toxicity.questions.map(({ code }) => [code, 'no']));
  if (random.chance(body.simulation.symptomPerDose)) {
    const question = random.pick(toxicity.questions);
    answers[question.code] = random.weighted(question.choices.map(({ code, grade }) => [code, gradeWeights[grade]] as const));
  }
  return answers;
}

/** The criterion a code names, wherever it stands in a pathway. */
export function criterionNamed({ eligibility, exclusions, phases }: PathwayBody, code: string): PathwayCriterion | undefined {
  return [...eligibility, ...exclusions, ...phases.flatMap(({ gate }) => gate)].find((one) => one.code === code);
}
