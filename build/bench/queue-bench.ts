import type Database from 'better-sqlite3';
import type { QueueCounts } from '#contract/referrals.ts';
import { reachOf } from '../../main/access/record-reach.ts';
import { newId } from '../../main/platform/ids.ts';
import { decodeCursor } from '../../main/referrals/queue-cursor.ts';
import { type QueueList, queueCounts, queueRows } from '../../main/referrals/queue-repository.ts';
import { openBare } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { openDemonstrationClinic } from './demonstration-clinic.ts';
import { floorOf } from './floor.ts';
import { type Contestant, race } from './measure.ts';

const people = 2000;
const open = 50_000;
const over = 50_000;
const rounds = 40;
const pageSize = 100;
/** How far into a list the later page lies. */
const pagesBefore = 20;
const reference = 'floor: the statements alone';
const classes = ['A', 'B', 'C', 'C', 'D', 'D', 'D', 'E', 'E', 'E'] as const;
const roles = ['rheumatologist', 'ips', 'nurse', 'physiotherapist'] as const;

/** The queues of the triage desk with fifty thousand open requests, and as many that are over: first and later pages of each list, and the counts. */
export async function benchQueue(): Promise<readonly Measurement[]> {
  const clinic = await openDemonstrationClinic(people, 'g.lachance');
  const { services, caller, store } = clinic;
  await fill(clinic);
  const bare = openBare(clinic);
  const { db } = store.database;
  const reach = reachOf(caller, 'referral.read', clinic.services.dependencies.ports.clock.now());
  const prepared = new Map<string, Database.Statement>();
  const found: Measurement[] = [];
  const measure = async (job: string, contestants: readonly Contestant[]): Promise<void> => {
    found.push({ job, size: open, reference, timings: await race(contestants, rounds) });
  };
  for (const list of ['to-triage', 'incomplete', 'to-book', 'mine', 'done'] as const satisfies readonly QueueList[]) {
    let after: string | null = null;
    for (const page of [0, pagesBefore]) {
      for (let turned = 0; turned < page; turned += 1) {
        const next: string | null = (await services.triageDesk.queue(caller, { list, after, role: null, limit: pageSize })).next;
        if (next === null) break;
        after = next;
      }
      if (page > 0 && after === null) continue;
      const cursor = after;
      const rows = (executor: Parameters<typeof queueRows>[0]): Promise<unknown> => queueRows(executor, reach, { list, role: null, after: cursor === null ? null : decodeCursor(list, cursor), limit: pageSize + 1 });
      await measure(`Queue “${list}”, ${page === 0 ? 'first page' : `page ${page + 1}`}`, [
        { name: reference, run: await floorOf(bare, db, rows, prepared) },
        { name: 'Relais, repository', run: () => store.unitOfWork.read(rows) },
        { name: 'Relais, whole operation', run: () => services.triageDesk.queue(caller, { list, after: cursor, role: null, limit: pageSize }) },
      ]);
    }
  }
  const ofRole = (executor: Parameters<typeof queueRows>[0]): Promise<unknown> => queueRows(executor, reach, { list: 'to-book', role: 'nurse', after: null, limit: pageSize + 1 });
  await measure('Queue of one profession, first page', [
    { name: reference, run: await floorOf(bare, db, ofRole, prepared) },
    { name: 'Relais, whole operation', run: () => services.triageDesk.queue(caller, { list: 'to-book', after: null, role: 'nurse', limit: pageSize }) },
  ]);
  const day = { today: clinic.services.dependencies.ports.clock.now().slice(0, 10), since: clinic.services.dependencies.ports.clock.now() };
  const counts = (executor: Parameters<typeof queueCounts>[0]): Promise<QueueCounts> => queueCounts(executor, reach, day);
  await measure('Counts of all queues', [
    { name: reference, run: await floorOf(bare, db, counts, prepared) },
    { name: 'Relais, whole operation', run: () => services.triageDesk.counts(caller) },
  ]);
  bare.close();
  await clinic.close();
  return found;
}

/** Requests of the people there, half to triage and half accepted, straight into the table; every hundredth awaits its referrer. */
async function fill({ store, services, caller }: Awaited<ReturnType<typeof openDemonstrationClinic>>): Promise<void> {
  const patients = await store.database.db.selectFrom('patient').select('id').where('merged_into', 'is', null).execute();
  const now = services.dependencies.ports.clock.now();
  const dayAt = (index: number): string => new Date(Date.UTC(2026, 0, 1 + (index % 700))).toISOString();
  const perTransaction = 500;
  for (let first = 0; first < open + over; first += perTransaction) {
    await store.unitOfWork.write(async (db) => {
      await db.insertInto('referral').values(Array.from({ length: perTransaction }, (_, offset) => {
        const index = first + offset;
        const isOpen = index < open;
        const isAccepted = index % 2 === 1;
        const cls = classes[(index * 7) % classes.length] ?? 'D';
        const at = dayAt(index * 13);
        return {
          id: newId(), patient_id: patients[(index * 31) % patients.length]?.id ?? '', referrer_id: null, reason_code: 'RH04', requested_cls: cls, free_text: 'Mains enflées depuis six semaines, raideur matinale d’une heure, CRP à 14.', findings: '{"swollen_joints":4}', prerequisites_provided: '[]',
          state: isOpen ? (isAccepted ? 'accepted' : 'received') : 'closed', received_at: at, completed_on: at.slice(0, 10), entered_at: at, entered_by: caller.userId, proposed_cls: cls, decided_cls: isAccepted ? cls : null, due_on: dayAt(index * 13 + 28).slice(0, 10),
          queue_role: isAccepted ? (roles[Math.floor(index / 2) % roles.length] ?? null) : null, modality: 'IN_PERSON', leading_findings: '[{"field":"swollen_joints","value":4}]', asked_at: isOpen && index % 100 === 0 ? now : null, updated_at: at, updated_by: caller.userId,
        };
      })).execute();
    });
  }
}
