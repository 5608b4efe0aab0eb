import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createAuditLog } from '../audit/audit-log.ts';
import { isTrailUnder, rehashAuditTrail } from '../audit/audit-rehash-repository.ts';
import { verifyAuditTrail } from '../audit/audit-verification.ts';
import { backupBeforeMigrating } from '../backup/backup-before-migrating.ts';
import { copyEmbedded, holdsTogether } from '../backup/backup-repository.ts';
import { countRows } from '../backup/table-copy-repository.ts';
import { changeFileKey } from '../platform/database/change-file-key.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { openSqlite } from '../platform/database/open-sqlite.ts';
import { createUnitOfWork, type UnitOfWork } from '../platform/database/unit-of-work.ts';
import { type Keyring, type KeySlot, newDataKey, passphraseSlot, recoverySlot, sealWithDataKey, unsealWithDataKey, userSlot } from '../platform/keys/keyring.ts';
import { newRecoveryKey } from '../platform/keys/recovery-key.ts';
import { newTemporaryPassword } from '../platform/keys/temporary-password.ts';
import { keepAuditHead, readAuditHeads } from '../platform/store/audit-heads-file.ts';
import { takeClinicLock } from '../platform/store/clinic-lock.ts';
import { writeKeyring } from '../platform/store/keyring-file.ts';
import { commitRekey, rekeyStaging, settleRekey } from '../platform/store/rekey-folder.ts';
import { isRekeyPending, readPendingRekey, removePendingRekey, writePendingRekey } from '../platform/store/rekey-pending-file.ts';
import { connectionPurpose, openStore, type Store } from '../platform/store/store.ts';
import type { Clock } from '../ports.ts';
import { rewrapAttachmentKey } from '../referrals/attachments/attachment-key.ts';
import { rewrapAttachmentKeys } from '../referrals/attachments/attachment-repository.ts';
import { resealChannelSecrets } from '../messages/channel-repository.ts';
import { resealChannelSecret } from '../messages/channel-secret.ts';
import { resealSecrets } from '../calendar-exchange/push-repository.ts';
import { resealPassword } from '../calendar-exchange/push-secret.ts';
import { resealStudyKey } from '../research/study-key.ts';
import { resealStudyKeys } from '../research/study-repository.ts';
import { listAccounts, setEveryoneMustChangePassword } from '../users/account-repository.ts';
import { uncheckedSheetSetting, writeClinicSetting } from './clinic-setting-repository.ts';

/** Why a clinic is not given a new key. */
export class RekeyError extends Error {
  readonly reason: 'trail-broken' | 'copy-differs';
  constructor(reason: RekeyError['reason']) {
    super(reason);
    this.name = 'RekeyError';
    this.reason = reason;
  }
}

export interface RekeyRequest {
  readonly directory: string;
  readonly keyring: Keyring;
  readonly dataKey: Uint8Array;
  /** Opened the clinic before, and does after. */
  readonly passphrase: string;
  /** Who asked, for the trail: the account of the operating system. */
  readonly account: string;
}

export interface Rekeyed {
  readonly recoveryKey: readonly string[];
  /** Everybody not disabled, with a password to be changed at the first sign-in. */
  readonly people: readonly { readonly name: string; readonly login: string; readonly temporaryPassword: string }[];
  readonly draftsDropped: number;
}

/** Moments at which a power cut may come; named for tests. */
export type RekeyStep = 'copied' | 'prepared' | 'committed' | 'placed' | 'keyring-written' | 'done';

const rekeyUser = 'system:command-line';

/**
 * Gives a clinic a new data key. Killed at any moment, the clinic opens under the old key or the new one: the new file
 * is made beside, verified, and takes over by one renaming. The passphrase stays; recovery key and passwords are new.
 *
 * @throws StoreUnreadableError `already-open`; RekeyError `trail-broken` when the audit trail does not hold
 */
export async function rekeyClinic(request: RekeyRequest, clock: Clock, onStep: (step: RekeyStep) => void = () => undefined): Promise<Rekeyed> {
  const { directory, keyring } = request;
  const release = takeClinicLock(directory);
  try {
    const store = await openStore(directory, keyring, request.dataKey, { lock: false, beforeMigrating: backupBeforeMigrating(keyring, clock) });
    const newKey = newDataKey();
    try {
      await completeRekey(store, clock);
      await refuseBrokenTrail(store);
      const prepared = await prepareKeyring(request, store, newKey);
      if (keyring.engine === 'sqlite') await rekeyEmbedded(store, newKey, prepared.keyring, request.account, clock, onStep);
      else {
        writePendingRekey(directory, store.dataKey, newKey);
        onStep('prepared');
        writeKeyring(directory, prepared.keyring);
        onStep('keyring-written');
        await completeRekey({ ...store, dataKey: newKey }, clock, request.account);
      }
      onStep('done');
      return prepared.result;
    } finally {
      await store.close();
    }
  } finally {
    release();
    rmSync(join(directory, rekeyStaging), { recursive: true, force: true });
  }
}

/** Finishes on PostgreSQL a change of key that stopped between the keyring and the rows. Called at every opening. */
export async function completeRekey(store: Pick<Store, 'directory' | 'dataKey' | 'unitOfWork' | 'database'>, clock: Clock, account = ''): Promise<void> {
  const { directory, dataKey, unitOfWork } = store;
  if (!isRekeyPending(directory)) return;
  const oldKey = readPendingRekey(directory, dataKey);
  if (oldKey !== null) {
    if (!(await unitOfWork.read((db) => isTrailUnder(db, dataKey)))) await rewriteRows(unitOfWork, oldKey, dataKey, account, clock);
    const { head } = await unitOfWork.read((db) => verifyAuditTrail(db, dataKey));
    rmSync(join(directory, 'audit-heads.json'), { force: true });
    keepAuditHead(directory, dataKey, { ...head, at: clock.now() });
  }
  removePendingRekey(directory);
}

async function rekeyEmbedded(store: Store, newKey: Uint8Array, keyring: Keyring, account: string, clock: Clock, onStep: (step: RekeyStep) => void): Promise<void> {
  const { directory } = store;
  const staging = join(directory, rekeyStaging);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { mode: 0o700 });
  const path = join(staging, 'clinic.db');
  await copyEmbedded(store.database, path);
  await changeFileKey(path, store.dataKey, newKey);
  onStep('copied');

  const before = await countRows(store.database.db);
  const copy = await openSqlite(path, newKey);
  try {
    await rewriteRows(createUnitOfWork(copy), store.dataKey, newKey, account, clock);
    const after = await countRows(copy.db);
    // A setting may have been written for the first time.
    const settings = Math.max(before['clinic_setting'] ?? 0, after['clinic_setting'] ?? 0);
    const expected: Record<string, number> = { ...before, draft: 0, audit_event: (before['audit_event'] ?? 0) + 1, clinic_setting: settings };
    const { broken, head } = await verifyAuditTrail(copy.db, newKey);
    if (broken || !(await holdsTogether(copy)) || Object.keys(expected).some((table) => expected[table] !== after[table])) throw new RekeyError('copy-differs');
    keepAuditHead(staging, newKey, { ...head, at: clock.now() });
  } finally {
    await copy.close();
  }
  writeKeyring(staging, keyring);
  onStep('prepared');

  await store.database.close();
  // Somebody reading beside keeps a log open; it would be taken for the new file's.
  if (sizeOf(`${path}-wal`) > 0 || sizeOf(join(directory, 'clinic.db-wal')) > 0) throw new StoreUnreadableError('already-open');
  commitRekey(directory);
  onStep('committed');
  settleRekey(directory);
  onStep('placed');
  // What was let in and not used is sealed under the old key.
  rmSync(join(directory, 'intake'), { recursive: true, force: true });
}

/** Everything in the rows that hangs on the data key: the trail's codes, drafts, secrets of channels, keys of attachments and of studies; and who must change their password. */
async function rewriteRows(unitOfWork: UnitOfWork, oldKey: Uint8Array, dataKey: Uint8Array, account: string, clock: Clock): Promise<void> {
  const audit = createAuditLog({ dataKey, engine: unitOfWork.engine, clock });
  await unitOfWork.write(async (db) => {
    const head = await rehashAuditTrail(db, dataKey);
    await db.deleteFrom('draft').execute();
    await rewrapAttachmentKeys(db, (sealedKey) => rewrapAttachmentKey(sealedKey, oldKey, dataKey));
    await resealChannelSecrets(db, (sealed) => resealChannelSecret(sealed, oldKey, dataKey));
    await resealStudyKeys(db, (sealed) => resealStudyKey(sealed, oldKey, dataKey));
    await resealSecrets(db, (secret) => resealPassword(secret, oldKey, dataKey));
    await setEveryoneMustChangePassword(db);
    await writeClinicSetting(db, { key: uncheckedSheetSetting, value: true, now: clock.now(), userId: rekeyUser });
    await audit.record(db, { userId: rekeyUser, action: 'store.rekeyed', entity: 'clinic', entityId: null, detail: { account, rows: head.seq, previousHead: head.hash } });
  });
}

async function refuseBrokenTrail({ unitOfWork, directory, dataKey }: Store): Promise<void> {
  const known = readAuditHeads(directory, dataKey).heads;
  const { broken } = await unitOfWork.read((db) => verifyAuditTrail(db, dataKey, known));
  if (broken) throw new RekeyError('trail-broken');
}

async function prepareKeyring({ keyring, passphrase }: RekeyRequest, store: Store, newKey: Uint8Array): Promise<{ keyring: Keyring; result: Rekeyed }> {
  const { clinicId } = keyring;
  const { accounts, drafts } = await store.unitOfWork.read(async (db) => ({ accounts: await listAccounts(db), drafts: (await db.selectFrom('draft').select('id').execute()).length }));
  const recoveryKey = newRecoveryKey();
  const slots: KeySlot[] = [recoverySlot(clinicId, recoveryKey, newKey), await passphraseSlot(clinicId, passphrase, newKey)];
  const people: Rekeyed['people'][number][] = [];
  for (const { userId, login, displayName, disabledAt } of accounts) {
    if (disabledAt !== null) continue;
    const temporaryPassword = newTemporaryPassword();
    slots.push(await userSlot(clinicId, { userId, login }, temporaryPassword, newKey));
    people.push({ name: displayName, login, temporaryPassword });
  }
  const connection = keyring.connection && unsealWithDataKey(store.dataKey, connectionPurpose, keyring.connection);
  return {
    keyring: { ...keyring, slots, connection: connection ? sealWithDataKey(newKey, connectionPurpose, connection) : null },
    result: { recoveryKey, people, draftsDropped: drafts },
  };
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
