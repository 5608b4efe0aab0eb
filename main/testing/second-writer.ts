import { setTimeout as wait } from 'node:timers/promises';
import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { readKeyring } from '../platform/store/keyring-file.ts';
import { openStore } from '../platform/store/store.ts';

/** How often each writer writes. */
export const rounds = 15;

/** Adds to the head row, each time reading first, waiting, then writing: what two writers get wrong. */
export async function addRounds(unitOfWork: UnitOfWork): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await unitOfWork.write(async (db) => {
      const query = db.selectFrom('audit_head').select('seq').where('id', '=', 1);
      const { seq } = await (unitOfWork.engine === 'postgres' ? query.forUpdate() : query).executeTakeFirstOrThrow();
      await wait(2);
      await db.updateTable('audit_head').set({ seq: seq + 1 }).where('id', '=', 1).execute();
    });
  }
}

/** As a program, with a clinic's folder and data key: a second process, because the SQLite driver waits without leaving its thread. */
if (process.argv[1] === import.meta.filename) {
  const [directory = '', dataKey = ''] = process.argv.slice(2);
  const store = await openStore(directory, readKeyring(directory), Buffer.from(dataKey, 'hex'), { lock: false });
  process.stdout.write('ready');
  await addRounds(store.unitOfWork);
  await store.close();
}
