import type { JudgedCredential } from '#contract/credentials.ts';
import type { LackingTraining } from '#contract/lacking-training.ts';
import type { PlanAct } from '#contract/plans.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { type JudgedKind, judgeTraining } from './credential-rules.ts';
import { countingCredentials, kindsInForce, peopleAtWork, personById, type PersonOfClinic } from './credential-repository.ts';

/** An act that asks for training. */
export type Act = Pick<PlanAct, 'label' | 'requires'>;

/** A kind with its words; one the list does not have is shown by its code. */
export function saidKind(judged: JudgedKind, kinds: Awaited<ReturnType<typeof kindsInForce>>['content']['body']['kinds']): JudgedCredential {
  const kind = kinds.find(({ code }) => code === judged.kind);
  return { ...judged, label: kind?.label ?? { fr: judged.kind, en: judged.kind }, asked: kind?.hours ?? 0 };
}

export interface JudgedPerson extends PersonOfClinic {
  readonly isTrained: boolean;
  readonly lacks: JudgedCredential[];
}

/** The one place where it is decided whether somebody may do an act: every operation that begins or records one asks here, in its own transaction. */
export function createActGuard() {
  const judgedOf = async (db: ReadExecutor, people: readonly PersonOfClinic[], requires: readonly string[], on: string): Promise<readonly JudgedPerson[]> => {
    const { kinds } = (await kindsInForce(db)).content.body;
    const held = await countingCredentials(db, people.map(({ practitionerId }) => practitionerId));
    return people.map((person) => {
      const { isTrained, lacks } = judgeTraining(requires, kinds, held.get(person.practitionerId) ?? [], on);
      return { ...person, isTrained, lacks: lacks.map((one) => saidKind(one, kinds)) };
    });
  };
  /** Who would do an act, which, and the training they lack for it on a day; null for somebody trained. */
  const lacking = async (db: ReadExecutor, act: Act, practitionerId: string | null, on: string): Promise<LackingTraining | null> => {
    const person = practitionerId === null ? undefined : await personById(db, practitionerId);
    const judged = person && (await judgedOf(db, [person], act.requires, on))[0];
    if (judged?.isTrained === true) return null;
    return { act: act.label, person: person?.name ?? null, mayState: false, lacks: (judged?.lacks ?? []).map(({ label, standing }) => ({ label, standing })) };
  };
  return {
    /** The people at work: those trained first, each with what they lack. */
    whoMay: async (db: ReadExecutor, requires: readonly string[], on: string): Promise<readonly JudgedPerson[]> =>
      [...(await judgedOf(db, await peopleAtWork(db), requires, on))].sort((one, other) => Number(other.isTrained) - Number(one.isTrained)),

    /** Whether one person may do an act that asks for these kinds on a day. */
    mayDo: async (db: ReadExecutor, practitionerId: string, requires: readonly string[], on: string): Promise<boolean> => {
      const person = await personById(db, practitionerId);
      return person !== undefined && ((await judgedOf(db, [person], requires, on))[0]?.isTrained ?? false);
    },

    lacking,
    /**
     * Refuses an act by somebody who is not trained for it on that day. Nobody named is nobody trained.
     *
     * @throws DeclaredError `NOT_TRAINED`: who, which act, and what they lack
     */
    require: async (db: ReadExecutor, act: Act, practitionerId: string | null, on: string): Promise<void> => {
      const lack = await lacking(db, act, practitionerId, on);
      if (lack) throw new DeclaredError('NOT_TRAINED', lack);
    },
  };
}

export type ActGuard = ReturnType<typeof createActGuard>;
