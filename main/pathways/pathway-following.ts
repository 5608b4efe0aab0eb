import type { PathwayBody } from '#contract/pathways.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { PathwayReader } from './pathway-reader.ts';
import { changeEnrolment, enrolmentById, enrolmentsOf, factsOf, insertFacts } from './pathway-repository.ts';

/** What those who follow somebody on a pathway ask of it: which training it takes, and facts the programme keeps by itself. */

export type KeptFact = NonNullable<PathwayBody['facts'][number]['keptBy']>;

export interface FollowedEnrolment {
  readonly id: string;
  readonly patientId: string;
  readonly code: string;
  readonly label: Bilingual;
  /** Training its acts require, once each; and what others only ask for. */
  readonly requires: readonly string[];
  readonly asks: readonly string[];
  readonly isOver: boolean;
}

interface By {
  readonly now: string;
  readonly userId: string;
  readonly today: string;
}

const kindsOf = (body: PathwayBody, weight: 'required' | 'asked'): readonly string[] => [...new Set(body.acts.flatMap(({ requires, training = 'required' }) => (training === weight ? requires : [])))];

export function createPathwayFollowing(definitions: PathwayReader, newId: () => string) {
  return {
    find: async (db: ReadExecutor, enrolmentId: string): Promise<FollowedEnrolment | undefined> => {
      const row = await enrolmentById(db, enrolmentId);
      if (!row) return undefined;
      const { body } = (await definitions.version(db, row.definitionId)).content;
      return { id: row.id, patientId: row.patientId, code: row.pathwayCode, label: body.label, requires: kindsOf(body, 'required'), asks: kindsOf(body, 'asked'), isOver: row.state === 'completed' || row.state === 'left' };
    },

    /** Acts of the pathways in force that ask for training. */
    acts: async (db: ReadExecutor) => (await definitions.inForce(db)).flatMap(({ content: { id: pathway, body } }) => body.acts.map((act) => ({ ...act, pathway, pathwayLabel: body.label, isWorkshop: act.isWorkshop ?? act.code !== body.dosing?.act }))),

    enrolmentIdsOf: async (db: ReadExecutor, patientId: string): Promise<readonly string[]> => (await enrolmentsOf(db, patientId)).map(({ id }) => id),

    /** Notes a fact the programme keeps, where the pathway asks for it and it is not known so already. */
    note: async (db: WriteExecutor, { id, patientId }: Pick<FollowedEnrolment, 'id' | 'patientId'>, keptBy: KeptFact, value: boolean | number, by: By): Promise<void> => {
      const row = await enrolmentById(db, id);
      if (!row) return;
      const asked = (await definitions.version(db, row.definitionId)).content.body.facts.filter((fact) => fact.keptBy === keptBy);
      const known = new Map((await factsOf(db, [id])).map((fact) => [fact.code, fact.value]));
      const changed = asked.filter(({ code }) => known.get(code) !== value);
      if (changed.length === 0) return;
      await insertFacts(db, changed.map(({ code }) => ({ id: newId(), enrolmentId: id, patientId, code, value })), by);
      await changeEnrolment(db, id, row.version, {}, by);
    },

    /** How a pathway and a phase of it are called. */
    wordsOf: async (db: ReadExecutor, definitionId: string, phase: string | null): Promise<{ readonly pathway: Bilingual; readonly phase: Bilingual | null }> => {
      const { body } = (await definitions.version(db, definitionId)).content;
      return { pathway: body.label, phase: body.phases.find(({ code }) => code === phase)?.label ?? null };
    },
  };
}

export type PathwayFollowing = ReturnType<typeof createPathwayFollowing>;
