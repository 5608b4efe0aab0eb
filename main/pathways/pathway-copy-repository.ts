import { assignmentsOf } from '../community-nurses/nurse-repository.ts';
import { attendedOf } from '../workshops/workshop-repository.ts';
import { restingOf } from './readings/resting-rules.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { definitionVersions, enrolmentsOf, eventsOf, everyFactOf } from './pathway-repository.ts';

/** Pathways of a person for a copy of the record: where they stand, how they moved, what was noted, with its words. */

export type CopiedPathway = Awaited<ReturnType<typeof everyPathwayOf>>[number];

/** Every pathway of a person, the last proposed first. */
export async function everyPathwayOf(db: ReadExecutor, patientId: string) {
  const rows = await enrolmentsOf(db, patientId);
  const ids = rows.map(({ id }) => id);
  const [events, facts] = [await eventsOf(db, ids), await everyFactOf(db, ids)];
  const nurses = await assignmentsOf(db, ids);
  const workshops = await attendedOf(db, ids);
  const contents = new Map((await definitionVersions(db, [...new Set(rows.map(({ definitionId }) => definitionId))])).map(({ id, content }) => [id, content]));
  return rows.map(({ id, definitionId, pathwayCode, state, stateSince, includedOn, schedule, note }) => {
    const content = contents.get(definitionId);
    const labelOf = (code: string | null) => (code === null ? null : ([...(content?.body.phases ?? []), ...(content?.body.suspensions ?? []), ...(content?.body.exits ?? []), ...(content?.body.facts ?? [])].find((one) => one.code === code)?.label ?? { fr: code, en: code }));
    return {
      id, code: pathwayCode, version: content?.version ?? null, label: content?.body.label ?? null, state, since: stateSince, includedOn, schedule, note,
      events: events.filter(({ enrolmentId }) => enrolmentId === id).map(({ move, phase, on, reason, note: words, byName, undone }) => ({ move, phase: labelOf(phase), on, reason: labelOf(reason), note: words, who: byName, undone })),
      facts: facts.filter(({ enrolmentId }) => enrolmentId === id).map(({ code, value, notedOn, notedByName, reading }) => ({ label: labelOf(code), value, on: notedOn, who: notedByName, restedOn: restingOf(value, reading) })),
      workshops: workshops.filter(({ enrolmentId }) => enrolmentId === id),
      nurses: nurses.filter(({ enrolmentId }) => enrolmentId === id).map(({ part, name, fromOn, note: words, assignedByName, ended }) => ({ part, name, from: fromOn, until: ended?.on ?? null, words: [words, ended?.reason].filter(Boolean).join('; ') || null, who: assignedByName })),
    };
  });
}
