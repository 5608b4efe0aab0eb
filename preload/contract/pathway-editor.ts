import { z } from 'zod';
import { operation } from './define.ts';
import { careSite, enrolmentStates, pathwayBody, pathwayRole } from './pathways.ts';
import { patientSummary } from './patients.ts';
import { dated, moved } from './plans.ts';
import { bilingual } from './triage.ts';
import { filled, id, instant, isoDate, language } from './values.ts';

/** Definitions of pathways as a clinic changes them: read as their file, tried, kept as versions; people taken over to another version knowingly. */

const pathwayCode = z.string().max(60);
/** The whole definition as its file, the one `relais pathway check` reads. */
const text = z.string().max(1_000_000);

const version = z.object({ definitionId: id, version: z.string(), origin: z.enum(['built-in', 'clinic']), isInForce: z.boolean(), madeAt: instant, madeBy: z.string().nullable(), note: z.string().nullable(), basedOn: z.string().nullable(), /** People on the way on it. */ running: z.int() });

/** What is wrong with a definition: line and column from 1, and the place in it (`body.phases.1.starts`). `canWait`: another part, written later, puts it right. */
const problem = z.object({ line: z.int(), column: z.int(), path: z.string(), text: z.string(), canWait: z.boolean() });
export type PathwayProblem = z.infer<typeof problem>;

/** What somebody included on a day would get. */
const preview = z.object({
  phases: z.array(z.object({ code: z.string(), label: bilingual, site: careSite, from: isoDate, until: isoDate.nullable(), gate: z.array(bilingual), steps: z.array(dated), /** Doses whose day falls in it. */ doses: z.int() })),
  /** After the end; none where the pathway has none. */
  afterwards: z.array(dated),
  /** What is asked before a dose, and of whom. */
  checklists: z.array(z.object({ label: bilingual, items: z.array(z.object({ label: bilingual, roles: z.array(pathwayRole), daysBefore: z.int() })) })),
});
export type PathwayPreview = z.infer<typeof preview>;

/** The part of a definition its forms write; sources are those its criteria cite. */
export const pathwayDraft = z.object({ sources: z.array(z.object({ code: z.string(), label: bilingual })), body: pathwayBody });
export type PathwayDraft = z.infer<typeof pathwayDraft>;

const named = z.object({ code: z.string(), label: bilingual });
const changedPhase = z.object({ label: bilingual, from: isoDate.nullable(), to: isoDate.nullable() });
const migration = z.object({
  from: z.string(), to: z.string(),
  /** Why it may not be: the phase somebody is in, or the drug they have, is not in that version. */
  refusal: z.enum(['phase', 'schedule']).nullable(),
  /** First days that change; `from` null: added, `to` null: gone. */
  phases: z.array(changedPhase),
  /** Criteria of what comes next for the person: entry, or the next gate. */
  criteriaAdded: z.array(bilingual), criteriaRemoved: z.array(bilingual),
  steps: z.object({ moved: z.array(moved), added: z.array(bilingual), removed: z.array(bilingual) }),
  /** Days between two doses; doses already planned keep their dates. */
  interval: z.object({ from: z.int(), to: z.int() }).nullable(),
});
export type PathwayMigration = z.infer<typeof migration>;

const behind = z.object({ enrolmentId: id, version: z.int(), patient: patientSummary, state: z.enum(enrolmentStates), phase: bilingual.nullable(), definitionVersion: z.string() });
export type PersonBehind = z.infer<typeof behind>;

export const pathwayEditor = {
  /** Every version of a pathway, newest first. */
  versions: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ code: pathwayCode })).output(z.array(version).max(300)),
  /** A version as its file. @throws NOT_FOUND */
  read: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ definitionId: id })).output(z.object({ definitionId: id, code: z.string(), version: z.string(), text, draft: pathwayDraft })),
  /** A pathway to be written under its own code and name, from a version of another or the least one can be. Nothing is kept. @throws NOT_FOUND, INVALID (`code`), DUPLICATE (`code`: a pathway has it) */
  begin: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ code: pathwayCode, label: z.object({ fr: filled(120), en: filled(120) }), from: id.nullable() })).output(z.object({ code: z.string(), text, draft: pathwayDraft })),
  /** Takes nobody new on a pathway: whoever is on the way goes on. @throws NOT_FOUND, ILLEGAL_STATE (it takes nobody already) */
  retire: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ code: pathwayCode, reason: filled(300) })).output(z.object({ code: z.string() })),
  /** Offers a pathway again. @throws NOT_FOUND, ILLEGAL_STATE (it is offered) */
  offer: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ code: pathwayCode })).output(z.object({ code: z.string() })),
  /** What the form of a step offers. */
  choices: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({})).output(z.object({ instruments: z.array(named).max(200), purposes: z.array(named).max(100), tests: z.array(named).max(200) })),
  /** What is wrong with a definition being written, by line; where nothing is, what somebody included on that day would get. Nothing is kept. */
  tryOut: operation({ access: 'pathway.manage', scope: 'clinic' })
    .input(z.object({ text, from: isoDate, schedule: z.string().max(60).nullable(), language }))
    .output(z.object({ problems: z.array(problem).max(200), draft: pathwayDraft.nullable(), preview: preview.nullable() })),
  /** Keeps a definition as the next version of the clinic and puts it in force; whoever is on the way stays on theirs. `basedOn` null: the first of a new pathway. The same id again is answered from the row. @throws NOT_FOUND, INVALID, STALE (another version is in force by now), DUPLICATE (`code`: a pathway has it) */
  save: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ definitionId: id, code: pathwayCode, basedOn: id.nullable(), note: filled(300), text })).output(z.object({ definitionId: id, version: z.string() })),
  /** Puts a version in force again. @throws NOT_FOUND, ILLEGAL_STATE (it is) */
  use: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ definitionId: id })).output(z.object({ version: z.string() })),
  /** People on the way on a version that is no longer in force, of records the caller reads. */
  behind: operation({ access: 'pathway.manage', scope: 'clinic' }).input(z.object({ code: pathwayCode })).output(z.object({ rows: z.array(behind).max(200), more: z.boolean() })),
  /** What the version in force would change for somebody. Nothing is kept. @throws NOT_FOUND, RESTRICTED, FORBIDDEN */
  previewMigration: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ enrolmentId: id })).output(migration),
  /** Takes somebody over to the version in force, seen before; kept among their moves. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, ILLEGAL_STATE */
  migrate: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ enrolmentId: id, expectedVersion: z.int(), definitionId: id })).output(z.object({ version: z.int() })),
};
