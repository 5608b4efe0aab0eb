import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemonstration, demonstrationPassphrase } from '../../main/clinics/demonstration.ts';
import { type OpenClinic, openClinic } from '../../main/clinics/open-clinic.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { newId } from '../../main/platform/ids.ts';
import { openSlot } from '../../main/platform/keys/keyring.ts';
import { memoryLog } from '../../main/platform/log.ts';
import { readKeyring } from '../../main/platform/store/keyring-file.ts';
import { openStore } from '../../main/platform/store/store.ts';
import type { Ports } from '../../main/ports.ts';
import { type Caller, callerFrom } from '../../main/users/caller.ts';
import { accountByLogin } from '../../main/users/user-repository.ts';

/** A demonstration clinic around today, with somebody of it who asks; removed at the end. */
export async function openDemonstrationClinic(patients: number, login: string): Promise<OpenClinic & { readonly caller: Caller; readonly close: () => Promise<void> }> {
  // Of its own: two benches at once must not take each other's away.
  const directory = mkdtempSync(join(tmpdir(), 'relais-bench-'));
  const ports: Ports = { clock: systemClock, newId, log: memoryLog(), dataDirectory: directory, pageDirectory: directory };
  const clinicDirectory = join(directory, 'clinic');
  await createDemonstration(clinicDirectory, { patients, seed: 1 }, ports);
  const keyring = readKeyring(clinicDirectory);
  const slot = keyring.slots.find(({ kind }) => kind === 'passphrase');
  const dataKey = slot && (await openSlot(keyring.clinicId, slot, demonstrationPassphrase));
  if (!dataKey) throw new Error('the demonstration does not open');
  const open = await openClinic(await openStore(clinicDirectory, keyring, dataKey), ports);
  const account = await open.store.unitOfWork.read((db) => accountByLogin(db, login));
  if (!account) throw new Error(`nobody is called ${login} in the demonstration`);
  return {
    ...open,
    caller: callerFrom(account),
    close: async () => {
      await open.store.close();
      rmSync(directory, { recursive: true });
    },
  };
}
