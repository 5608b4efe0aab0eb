import { changeStep, plansOf, type StepChange, type StepRow, stepsOf } from '../../follow-up-plans/plan-repository.ts';
import { templateVersions } from '../../follow-up-plans/template-repository.ts';
import { everyFactOf } from '../../pathways/pathway-repository.ts';
import { restingOf } from '../../pathways/readings/resting-rules.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { lapsed } from './seeded-training.ts';
import type { Timeline } from './timeline.ts';

/** Pathways some people of the demonstration are on: proposed, in each phase, suspended, completed, gone. */

type Facts = Readonly<Record<string, boolean | number>>;

interface PathwayKind {
  readonly code: string;
  readonly fits: (person: SeededPatient) => boolean;
  /** What is noted before inclusion. */
  readonly entry: Facts;
  /** What each gate asks, in the order of the phases; people go as far as their days allow. */
  readonly gates: readonly { readonly afterDays: number; readonly facts: Facts }[];
  /** Days since inclusion, at least and at most. */
  readonly days: readonly [number, number];
  readonly most: number;
  readonly suspension: string;
  readonly exit: string;
}

const takes = (...drugs: readonly SeededPatient['drugs'][number][]) => (person: SeededPatient): boolean => person.drugs.some((drug) => drugs.includes(drug));

const kinds: readonly PathwayKind[] = [
  {
    code: 'new-biologic', fits: takes('adalimumab', 'etanercept', 'upadacitinib', 'tofacitinib', 'tocilizumab', 'abatacept', 'secukinumab'), entry: { 'drug-chosen': true, 'active-infection': false }, days: [3, 200], most: 9, suspension: 'infection', exit: 'no-response',
    gates: [{ afterDays: 28, facts: { 'tuberculosis-settled': true, 'hepatitis-settled': true, 'vaccines-reviewed': true, authorised: true, 'active-infection': false } }, { afterDays: 112, facts: { 'response-50': true, taught: true } }],
  },
  {
    code: 'stable-tele-follow-up', fits: takes('methotrexate', 'adalimumab', 'etanercept'), entry: { 'months-at-target': 9, 'tele-suitable': true, 'treatment-changed': false, 'pregnancy-planned': false }, days: [20, 650], most: 12, suspension: 'flare', exit: 'flare',
    gates: [{ afterDays: 366, facts: { flare: false, 'labs-on-time': true } }],
  },
  { code: 'gout-titration', fits: takes('allopurinol'), entry: { 'gout-confirmed': true, 'accepts-lowering': true, rash: false }, days: [5, 320], most: 5, suspension: 'flare', exit: 'refusal', gates: [{ afterDays: 200, facts: { urate: 318 } }] },
  { code: 'reduced-mobility', fits: ({ patient }) => patient.mobility === 'wheelchair' || patient.mobility === 'homebound', entry: { 'reduced-mobility': true }, days: [5, 300], most: 6, suspension: 'hospital', exit: 'moved', gates: [{ afterDays: 42, facts: { 'home-safe': true } }, { afterDays: 112, facts: { 'programme-done': true, falls: 0 } }] },
];

const experience = 'Dix ans de pratique des biologiques; reprise de la formation inscrite';

interface Making {
  readonly services: Services;
  readonly unitOfWork: UnitOfWork;
  /** Who proposes and moves them. */
  readonly caller: Caller;
  /** Who does some of the steps in their place. */
  readonly colleague: Caller | undefined;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
}

/** Puts some of the people on pathways; answers how many. */
export async function enrolPeople(people: readonly SeededPatient[], { services, unitOfWork, caller, colleague, timeline, random, newId }: Making): Promise<number> {
  const { pathways } = services;
  const draw = random.for('pathways');
  const definitions = new Map((await pathways.definitions()).map(({ code, definitionId }) => [code, definitionId]));
  const taken = new Set<string>();
  /** Who did a step that asks for training: one of three people is seen by the colleague, whose training in biologics has lapsed. */
  const performerOf = async (db: ReadExecutor, { templateId, code, dueOn }: StepRow, index: number): Promise<StepChange> => {
    const [body] = (await templateVersions(db, [templateId])).map(({ content }) => content.body);
    const act = body?.acts?.find((one) => one.code === body.steps.find(({ id }) => id === code)?.act);
    if (!act) return {};
    if (index % 3 !== 1 || !act.requires.includes(lapsed.kind)) return { performedBy: caller.practitionerId };
    return { performedBy: colleague?.practitionerId ?? null, competence: colleague && dueOn > timeline.day(-lapsed.daysAgo) ? experience : null };
  };
  for (const kind of kinds) {
    const definitionId = definitions.get(kind.code);
    if (definitionId === undefined) continue;
    const fitting = people.filter((person) => person.active && person.profile !== null && person.patient.deceased !== true && !taken.has(person.patient.id) && kind.fits(person));
    for (const [index, { patient }] of fitting.slice(0, kind.most).entries()) {
      taken.add(patient.id);
      const enrolmentId = newId();
      let version = (await pathways.propose(caller, { enrolmentId, patientId: patient.id, definitionId })).version;
      const note = async (facts: Facts): Promise<void> => {
        version = (await pathways.noteFacts(caller, { enrolmentId, expectedVersion: version, facts: Object.entries(facts).map(([code, value]) => ({ code, value })) })).version;
      };
      // The last is only proposed, with something still to check.
      if (index > 0 && index === Math.min(kind.most, fitting.length) - 1) {
        await note(Object.fromEntries(Object.entries(kind.entry).slice(0, 1)));
        continue;
      }
      await note(kind.entry);
      const since = draw.whole(...kind.days);
      version = (await pathways.include(caller, { enrolmentId, expectedVersion: version, on: timeline.day(-since), schedule: null })).version;
      for (const { afterDays, facts } of kind.gates) {
        if (since < afterDays || draw.chance(0.15)) break;
        await note(facts);
        version = (await pathways.advance(caller, { enrolmentId, expectedVersion: version, on: timeline.day(afterDays - since) })).version;
      }
      await unitOfWork.write(async (db) => {
        if (index % 4 !== 1) await forgetOtherReadings(db, enrolmentId);
        // The last begun: that of the phase they are in.
        const own = (await plansOf(db, patient.id)).filter(({ state }) => state === 'running').slice(0, 1).map(({ id }) => id);
        for (const step of await stepsOf(db, own)) {
          if (step.state !== 'open' || step.untilOn >= timeline.today || draw.chance(0.1)) continue;
          const who = await performerOf(db, step, index);
          await changeStep(db, step.id, step.version, { state: 'done', doneOn: step.dueOn, ...who, closed: { at: timeline.at(step.dueOn, '15:00'), by: caller.userId } });
        }
      });
      if (index === 2) version = (await pathways.suspend(caller, { enrolmentId, expectedVersion: version, reason: kind.suspension, note: '' })).version;
      if (index === 3) version = (await pathways.leave(caller, { enrolmentId, expectedVersion: version, reason: kind.exit, note: '' })).version;
    }
  }
  return taken.size;
}

/** What was answered months ago rested on the record of then, which nobody makes up: where the record says otherwise today, nothing is kept of it. */
async function forgetOtherReadings(db: WriteExecutor, enrolmentId: string): Promise<void> {
  const other = (await everyFactOf(db, [enrolmentId])).filter(({ value, reading }) => restingOf(value, reading)?.taking === 'otherwise').map(({ code }) => code);
  if (other.length > 0) await db.updateTable('pathway_fact').set({ rested_on: null }).where('enrolment_id', '=', enrolmentId).where('code', 'in', other).execute();
}
