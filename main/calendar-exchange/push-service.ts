import type { Inputs, Outputs } from '#contract/index.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { calendarObject } from '../appointments/visit-calendar-file.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { deleteEvent, type PushProblem, putEvent } from './caldav-client.ts';
import { mayName, requireChange } from './exchange-rights.ts';
import { deleteTarget, forgetItem, isPushOn, keepItem, noteRun, pushedItems, type PushTarget, pushTarget, pushTargets, replaceTarget, switchPush } from './push-repository.ts';
import { openPassword, sealPassword } from './push-secret.ts';
import { addressProblem, hrefOf, type PushedVisit, pushWork } from './push-rules.ts';
import { asCalendarVisit, nameAtWork, visitsOfProfessional } from './visits-as-files.ts';

const dayMilliseconds = 86_400_000;
const [daysPast, daysToCome] = [1, 400];
/** Events written or taken away in one run; the next goes on. */
const mostRequests = 300;
/** As whom the trail names what is pushed by the clock. */
const pusher = 'system:calendar-push';

/** Visits pushed to calendar servers (CalDAV): nothing leaves unless the clinic switched it on and a professional's calendar names its server. */
export function createPushService({ unitOfWork, audit, clinic, ports, store }: ServiceDependencies) {
  const running = new Set<string>();
  const isOn = (): Promise<boolean> => unitOfWork.read((db) => isPushOn(db));

  /** What should be at the server and what to do about it. Names of restricted records are never told. */
  const workOf = async (target: PushTarget, now: string) =>
    unitOfWork.read(async (db) => {
      const reach: RecordReach = { scope: 'clinic', userId: pusher, practitionerId: null, roles: [], now };
      const range = { practitionerId: target.practitionerId, from: addMilliseconds(now, -daysPast * dayMilliseconds), until: addMilliseconds(now, daysToCome * dayMilliseconds) };
      const filed = await visitsOfProfessional(db, reach, range);
      const visits = filed.map((one) => asCalendarVisit(one, target.withNames ? 'open' : 'none')).filter(({ isCancelled }) => !isCancelled)
        .map((visit) => ({ ...visit, ...(target.withNames ? {} : { videoLink: null }), named: visit.patientName !== null }));
      const { there, gone } = await pushedItems(db, target.practitionerId);
      return pushWork(visits, there, gone);
    });

  /** Brings one server up to date; the first refusal ends the run, and the next begins there. */
  const run = async (target: PushTarget, userId: string): Promise<Outputs['calendars']['pushNow']> => {
    const { practitionerId, address, language } = target;
    if (running.has(practitionerId)) throw new DeclaredError('BUSY', { job: 'calendar-push' });
    running.add(practitionerId);
    try {
      const password = openPassword(target.secret, store.dataKey);
      const now = ports.clock.now();
      const { put, remove } = await workOf(target, now);
      let [written, removed] = [0, 0];
      let problem: PushProblem | null = password === null ? 'NO_PASSWORD' : null;
      const server = { userName: target.userName, password: password ?? '' };
      for (const visit of put) {
        if (problem !== null || written >= mostRequests) break;
        problem = await putEvent(server, hrefOf(address, visit.id), calendarObject(visit, { clinicId: clinic.id, clinicName: clinic.name, language }));
        if (problem !== null) break;
        const item: PushedVisit = { id: visit.id, version: visit.version, named: visit.named };
        await unitOfWork.write((db) => keepItem(db, { ...item, practitionerId, newId: ports.newId() }));
        written += 1;
      }
      for (const id of remove) {
        if (problem !== null || removed >= mostRequests) break;
        problem = await deleteEvent(server, hrefOf(address, id));
        if (problem !== null) break;
        await unitOfWork.write((db) => forgetItem(db, practitionerId, id));
        removed += 1;
      }
      await unitOfWork.write(async (db) => {
        await noteRun(db, practitionerId, { now: ports.clock.now(), problem });
        if (written + removed > 0 || problem !== target.problem) {
          await audit.record(db, { userId, action: 'calendar-push.ran', entity: 'calendar-push', entityId: practitionerId, detail: { rows: written, removed, named: target.withNames, outcome: problem ?? 'whole' } });
        }
      });
      return { written, removed, problem };
    } finally {
      running.delete(practitionerId);
    }
  };

  return {
    settings: async (_caller: Caller): Promise<Outputs['calendars']['pushSettings']> => ({ on: await isOn() }),

    setOn: async (caller: Caller, { on }: Inputs['calendars']['setPush']): Promise<Outputs['calendars']['setPush']> => {
      await unitOfWork.write(async (db) => {
        await switchPush(db, on, { now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: on ? 'calendar-push.on' : 'calendar-push.off', entity: 'clinic', entityId: clinic.id });
      });
      return { on };
    },

    target: async (_caller: Caller, { practitionerId }: Inputs['calendars']['pushTarget']): Promise<Outputs['calendars']['pushTarget']> => {
      const target = await unitOfWork.read((db) => pushTarget(db, practitionerId));
      const told = target && { address: target.address, userName: target.userName, withNames: target.withNames, runAt: target.runAt, succeededAt: target.succeededAt, problem: target.problem as PushProblem | null };
      return { on: await isOn(), target: told ?? null };
    },

    /** @throws DeclaredError `FORBIDDEN` (another's calendar, names without the right), `INVALID` (the address, no password yet), `NOT_FOUND` */
    setTarget: async (caller: Caller, input: Inputs['calendars']['setPushTarget']): Promise<Outputs['calendars']['setPushTarget']> => {
      const { practitionerId, address, userName, password, language, withNames } = input;
      requireChange(caller, practitionerId);
      if (withNames && !mayName(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'export.identified' });
      const problem = addressProblem(address);
      if (problem) throw new DeclaredError('INVALID', { issues: [{ path: 'address', code: problem }] });
      await unitOfWork.write(async (db) => {
        if ((await nameAtWork(db, practitionerId)) === null) throw new DeclaredError('NOT_FOUND');
        const known = await pushTarget(db, practitionerId);
        const isElsewhere = known?.address !== address;
        // A password is never sent on to another server than the one it was typed for.
        if (password === null && (!known || isElsewhere)) throw new DeclaredError('INVALID', { issues: [{ path: 'password', code: 'REQUIRED' }] });
        const secret = password === null ? (known?.secret ?? '') : sealPassword(password, store.dataKey);
        await replaceTarget(db, { practitionerId, address, userName, secret, language, withNames, setAt: ports.clock.now() }, { userId: caller.userId, isElsewhere });
        await audit.record(db, { userId: caller.userId, action: 'calendar-push.set', entity: 'calendar-push', entityId: practitionerId, detail: { named: withNames } });
      });
      return { set: true };
    },

    /** What was pushed stays at the server. @throws DeclaredError `FORBIDDEN` */
    removeTarget: async (caller: Caller, { practitionerId }: Inputs['calendars']['removePushTarget']): Promise<Outputs['calendars']['removePushTarget']> => {
      requireChange(caller, practitionerId);
      await unitOfWork.write(async (db) => {
        if (!(await pushTarget(db, practitionerId))) return;
        await deleteTarget(db, practitionerId);
        await audit.record(db, { userId: caller.userId, action: 'calendar-push.removed', entity: 'calendar-push', entityId: practitionerId });
      });
      return { removed: true };
    },

    /** @throws DeclaredError `FORBIDDEN`, `ILLEGAL_STATE` while the clinic has not switched it on, `NOT_FOUND` (no server named), `BUSY` */
    pushNow: async (caller: Caller, { practitionerId }: Inputs['calendars']['pushNow']): Promise<Outputs['calendars']['pushNow']> => {
      requireChange(caller, practitionerId);
      if (!(await isOn())) throw new DeclaredError('ILLEGAL_STATE', { state: 'off' });
      const target = await unitOfWork.read((db) => pushTarget(db, practitionerId));
      if (!target) throw new DeclaredError('NOT_FOUND');
      return run(target, caller.userId);
    },

    /** Every server, one after the other; nothing while it is switched off. */
    pushAll: async (): Promise<void> => {
      if (!(await isOn())) return;
      for (const target of await unitOfWork.read((db) => pushTargets(db))) if (!running.has(target.practitionerId)) await run(target, pusher);
    },
  };
}
