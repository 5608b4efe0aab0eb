import type { BackupOutcome } from '#contract/backups.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { LongWork } from '../platform/long-work/long-work.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { faultOf, folderOf, listBackups, onOneDisk, stateOf } from './backup-folder.ts';
import { type BackupJob, backupJob, backupJobKind, type BackupResult, backupResult, runBackupJob } from './backup-job.ts';
import { isBackupDue } from './backup-schedule-rules.ts';
import { clinicMadeAt, readSetting, writeSetting } from './backup-settings-repository.ts';
import { type BackupState, readSettings, readState } from './backup-state.ts';

/** Who the trail says made a scheduled backup. */
export const scheduleUserId = 'system:schedule';

/** Backups by hand and by the clock, their list, and their rehearsal; the work itself is done in the long-work thread. */
export function createBackupService(dependencies: ServiceDependencies, longWork: LongWork) {
  const { unitOfWork, audit, clinic, ports, store } = dependencies;
  let verifying = false;

  const settingsNow = async () => unitOfWork.read(async (db) => readSettings(await readSetting(db, 'backup'), clinic.demonstration));
  const stateNow = async () => unitOfWork.read(async (db) => readState(await readSetting(db, 'backup-state')));

  const remember = async (userId: string, change: (state: BackupState) => BackupState, entry?: { action: string; detail: Record<string, string | number | null> }): Promise<void> => {
    await unitOfWork.write(async (db) => {
      const state = readState(await readSetting(db, 'backup-state'));
      await writeSetting(db, 'backup-state', change(state), { userId, now: ports.clock.now() });
      if (entry) await audit.record(db, { userId, entity: 'clinic', entityId: clinic.id, ...entry });
    });
  };

  const finish = async (userId: string, job: BackupJob, result: BackupResult): Promise<BackupOutcome> => {
    const at = ports.clock.now();
    const { name, problem } = result;
    const action = job.task === 'verify' ? 'backup.verified' : problem === null ? 'backup.written' : 'backup.failed';
    await remember(
      userId,
      (state) => {
        const verified = Object.fromEntries(Object.entries(state.verified).filter(([known]) => !result.removed.includes(known)));
        const next = { ...state, verified: name ? { ...verified, [name]: { at, problem } } : verified };
        if (job.task === 'verify') return next;
        if (problem !== null) return { ...next, failure: { at, problem } };
        return { ...next, failure: null, lastSuccessAt: at, lastScheduledAt: job.origin === 'scheduled' ? at : state.lastScheduledAt };
      },
      { action, detail: { file: name, outcome: problem ?? 'whole', removed: result.removed.length } },
    );
    return { name, problem };
  };

  /** @throws DeclaredError `BUSY` while the thread is at other work */
  const work = async (userId: string, job: BackupJob): Promise<BackupOutcome> => {
    const running = longWork.start({ id: ports.newId(), kind: backupJobKind, input: job });
    verifying = job.task === 'verify';
    const result = await running.result.then(
      (answer) => backupResult.parse(answer),
      // The thread died; the log has why.
      (): BackupResult => ({ name: job.task === 'verify' ? job.name : null, problem: 'other', removed: [] }),
    );
    return finish(userId, job, result);
  };

  return {
    overview: async (_caller: Caller): Promise<Outputs['backups']['overview']> => {
      const settings = await settingsNow();
      const state = await stateNow();
      const folder = folderOf(store.directory, settings.folder);
      const folderState = stateOf(store.directory, settings.folder);
      const backups = folderState === 'missing' ? [] : await listBackups(folder, clinic.id);
      return {
        settings, folder, folderState,
        sameDisk: unitOfWork.engine === 'sqlite' && onOneDisk(store.directory, settings.folder ?? store.directory),
        backups: backups.map((backup) => ({ ...backup, verified: state.verified[backup.name] ?? null })),
        running: longWork.running?.kind === backupJobKind ? (verifying ? 'verifying' : 'writing') : null,
        lastSuccessAt: state.lastSuccessAt,
        failure: state.failure,
      };
    },

    run: async (caller: Caller): Promise<BackupOutcome> => {
      const { folder, keep } = await settingsNow();
      return work(caller.userId, { task: 'write', origin: 'manual', folder, keep });
    },

    /** @throws DeclaredError `NOT_FOUND` when the folder has none of that name */
    verify: async (caller: Caller, { name }: Inputs['backups']['verify']): Promise<BackupOutcome> => {
      const { folder } = await settingsNow();
      const known = await listBackups(folderOf(store.directory, folder), clinic.id);
      if (!known.some((backup) => backup.name === name)) throw new DeclaredError('NOT_FOUND');
      return work(caller.userId, { task: 'verify', folder, name });
    },

    setSettings: async (caller: Caller, settings: Inputs['backups']['setSettings']): Promise<Outputs['backups']['setSettings']> => {
      const fault = settings.folder === null ? null : faultOf(settings.folder);
      if (fault) throw new DeclaredError('INVALID', { issues: [{ path: 'folder', code: fault }] });
      await unitOfWork.write(async (db) => {
        await writeSetting(db, 'backup', settings, { userId: caller.userId, now: ports.clock.now() });
        await audit.record(db, { userId: caller.userId, action: 'backup.settings-changed', entity: 'clinic', entityId: clinic.id, detail: { hour: settings.hour, keep: settings.keep, ownFolder: settings.folder === null } });
      });
      return settings;
    },

    /** Writes the scheduled backup if its hour has come or was missed; asked every minute by the host. */
    runIfDue: async (): Promise<BackupOutcome | null> => {
      if (longWork.running) return null;
      const settings = await settingsNow();
      const state = await stateNow();
      const now = ports.clock.now();
      const since = await unitOfWork.read((db) => clinicMadeAt(db));
      if (!isBackupDue({ now, zone: clinic.timeZone, hour: settings.hour, since, lastScheduledAt: state.lastScheduledAt, lastTriedAt: state.lastTriedAt })) return null;
      await remember(scheduleUserId, (before) => ({ ...before, lastTriedAt: now }));
      return work(scheduleUserId, { task: 'write', origin: 'scheduled', folder: settings.folder, keep: settings.keep });
    },

    /** The job of the long-work thread. */
    runJob: (input: unknown): Promise<BackupResult> => runBackupJob(dependencies, backupJob.parse(input)),
  };
}
