import type { Inputs, Outputs } from '#contract/index.ts';
import type { LostDefinition } from '#contract/recalls.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { contactById, contactsOf, contactsOfMany, departureById, departureOf, endDeparture, insertContact, insertDeparture, lostOfClinic, withdrawContact, writeLost } from './contact-repository.ts';
import { aboutPeople, countFollow, followPage, type FollowQuestion } from './follow-list-repository.ts';
import { builtInLost } from './plan-content.ts';
import { daysFrom, monthsLater } from './plan-date-rules.ts';
import type { TemplateReader } from './template-reader.ts';

/** Who is to be reached for their follow-up, what was tried, and who is no longer followed here. */
export function createFollowListService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, templates: TemplateReader) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), patientId);
  const record = (db: WriteExecutor, caller: Caller, action: string, id: string, patientId: string) => audit.record(db, { userId: caller.userId, action, entity: 'recall', entityId: id, patientId });
  const stamp = (caller: Caller) => ({ now: ports.clock.now(), userId: caller.userId });
  const definitionOf = async (db: ReadExecutor): Promise<LostDefinition> => (await lostOfClinic(db)) ?? builtInLost.body;

  return {
    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    follow: (caller: Caller, { list, after, limit }: Inputs['recalls']['follow']): Promise<Outputs['recalls']['follow']> => {
      const position = after ? decodePosition(after) : null;
      const most = limit ?? 50;
      const reach = reachOf(caller, 'patient.read', ports.clock.now());
      const readsClinical = caller.grants['patient.clinical.read'] !== undefined;
      const day = today();
      return unitOfWork.read(async (db) => {
        const definition = await definitionOf(db);
        const question: FollowQuestion = { list, today: day, stepBefore: monthsLater(day, -definition.afterStepMonths), visitBefore: monthsLater(day, -definition.afterVisitMonths) };
        const found = await followPage(db, reach, question, { after: position, limit: most + 1 });
        const shown = found.slice(0, most);
        const ids = shown.map(({ patientId }) => patientId);
        const about = await aboutPeople(db, ids, day);
        const contacts = await contactsOfMany(db, ids);
        const rows = [];
        for (const { patientId, patient, phone, sinceOn, ground } of shown) {
          if (!patient) continue;
          const step = readsClinical ? about.steps.get(patientId) : undefined;
          const tried = contacts.get(patientId) ?? [];
          rows.push({
            patient, phone, sinceOn, daysLate: Math.max(daysFrom(sinceOn, day), 0), ground, lastVisitOn: about.visits.get(patientId) ?? null, isRecalled: about.recalled.has(patientId), contacts: tried.length, lastContact: tried[0] ?? null,
            step: step ? ((await templates.version(db, step.templateId)).content.body.steps.find(({ id }) => id === step.code)?.label ?? null) : null,
          });
        }
        const last = shown.at(-1);
        return {
          rows, next: found.length > most && last ? encodePosition({ at: last.sinceOn, id: last.patientId }) : null, total: await countFollow(db, reach, question), today: day, definition, source: builtInLost.sources[0]?.label ?? { fr: '', en: '' },
          mayDefine: caller.grants['triage.override'] !== undefined,
        };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    standing: (caller: Caller, { patientId }: Inputs['recalls']['standing']): Promise<Outputs['recalls']['standing']> =>
      unitOfWork.read(async (db) => {
        await requireOpen(db, caller, patientId);
        return { contacts: await contactsOf(db, patientId), departure: await departureOf(db, patientId) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    noteContact: (caller: Caller, { contactId: id, patientId, way, outcome, words }: Inputs['recalls']['noteContact']): Promise<Outputs['recalls']['noteContact']> =>
      unitOfWork.write(async (db) => {
        const known = await contactById(db, id);
        await requireOpen(db, caller, known?.patientId ?? patientId);
        if (known) return { noted: false };
        await insertContact(db, { id, patientId, way, outcome, words: words || null, ...stamp(caller) });
        await record(db, caller, 'recall.contacted', id, patientId);
        return { noted: true };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    withdrawContact: (caller: Caller, { contactId }: Inputs['recalls']['withdrawContact']): Promise<Outputs['recalls']['withdrawContact']> =>
      unitOfWork.write(async (db) => {
        const known = await contactById(db, contactId);
        if (!known) throw new DeclaredError('NOT_FOUND');
        await requireOpen(db, caller, known.patientId);
        const withdrawn = await withdrawContact(db, contactId, stamp(caller));
        if (withdrawn) await record(db, caller, 'recall.contact-withdrawn', contactId, known.patientId);
        return { withdrawn };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID`, `DUPLICATE` (said already) */
    depart: (caller: Caller, { departureId: id, patientId, reason, sinceOn, words }: Inputs['recalls']['depart']): Promise<Outputs['recalls']['depart']> =>
      unitOfWork.write(async (db) => {
        const known = await departureById(db, id);
        await requireOpen(db, caller, known?.patientId ?? patientId);
        if (known) return { noted: false };
        if (sinceOn > today()) throw new DeclaredError('INVALID', { issues: [{ path: 'sinceOn', code: 'FUTURE' }] });
        if ((await departureOf(db, patientId)) !== null) throw new DeclaredError('DUPLICATE', { field: 'patientId' });
        await insertDeparture(db, { id, patientId, reason, sinceOn, words: words || null, ...stamp(caller) });
        await record(db, caller, 'recall.departed', id, patientId);
        return { noted: true };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    returned: (caller: Caller, { departureId }: Inputs['recalls']['returned']): Promise<Outputs['recalls']['returned']> =>
      unitOfWork.write(async (db) => {
        const known = await departureById(db, departureId);
        if (!known) throw new DeclaredError('NOT_FOUND');
        await requireOpen(db, caller, known.patientId);
        const ended = await endDeparture(db, departureId, stamp(caller));
        if (ended) await record(db, caller, 'recall.returned', departureId, known.patientId);
        return { ended };
      }),

    defineLost: (caller: Caller, definition: Inputs['recalls']['defineLost']): Promise<Outputs['recalls']['defineLost']> =>
      unitOfWork.write(async (db) => {
        await writeLost(db, definition, stamp(caller));
        await audit.record(db, { userId: caller.userId, action: 'recall.lost-defined', entity: 'recall', entityId: null, detail: definition });
        return definition;
      }),
  };
}
