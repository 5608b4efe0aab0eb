import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import { createTestDatabase, engines, fixedClock } from '../testing/test-clinic.ts';
import { callerFrom } from '../users/caller.ts';
import { createClinic } from './clinic-creation.ts';
import { ClinicHost } from './clinic-host.ts';
import { createWorkstationDoor, type WorkstationKeep } from './workstation-door.ts';

const parent = mkdtempSync(join(tmpdir(), 'relais-workstation-'));
afterAll(() => { rmSync(parent, { recursive: true, force: true }); });

/** A key store that keeps what it is given. */
function memoryKeep(): WorkstationKeep & { text: string | null } {
  const keep: WorkstationKeep & { text: string | null } = {
    text: null,
    read: () => keep.text,
    write: (text) => { keep.text = text; },
    clear: () => { keep.text = null; },
  };
  return keep;
}

const administrator = { givenName: 'Aurélie', familyName: 'Tardif', login: 'a.tardif', password: 'girafe tricote nuage 83', roles: [] };

describe.each(engines)('a computer that opens its clinic again, %s', (engine) => {
  async function openedClinic() {
    const directory = join(parent, newId());
    const ports = { clock: fixedClock(), newId, log: memoryLog(), dataDirectory: directory, pageDirectory: directory };
    const clinic = { name: 'Rosemont', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', demonstration: false } as const;
    const connection = engine === 'postgres' ? { connectionString: await createTestDatabase() } : {};
    const { store } = await createClinic(directory, { clinic, administrator, ...connection }, ports);
    await store.close();
    const host = new ClinicHost(ports, directory);
    const userId = await host.unlockAsPerson(administrator.login, administrator.password);
    const person = { id: userId ?? '', practitionerId: null, displayName: 'Aurélie Tardif', login: administrator.login, language: 'fr', theme: 'system' } as const;
    return { directory, ports, host, door: createWorkstationDoor(host, newId), manager: callerFrom({ ...person, roles: ['administrator'] }), other: callerFrom({ ...person, roles: ['rheumatologist'] }) };
  }

  test('after a restart it is open, with nobody signed in; withdrawn, it is not', async () => {
    const { directory, ports, host, door, manager } = await openedClinic();
    const keep = memoryKeep();
    expect(door.isOn(keep)).toBe(false);
    await door.turnOn(manager, keep);
    expect(door.isOn(keep)).toBe(true);
    expect(readFileSync(join(directory, 'keyring.json'), 'utf8')).not.toContain((JSON.parse(keep.text ?? '{}') as { secret: string }).secret);
    await host.close();

    const again = new ClinicHost(ports, directory);
    const doorAgain = createWorkstationDoor(again, newId);
    expect(await doorAgain.openAtStart(keep)).toBe(true);
    const { store } = again.open ?? {};
    const actions = (await store?.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').execute()))?.map(({ action }) => action);
    expect(actions).toContain('keys.workstation-set');

    await doorAgain.turnOff(manager, keep);
    expect(keep.text).toBeNull();
    await again.close();
    expect(await createWorkstationDoor(new ClinicHost(ports, directory), newId).openAtStart(keep)).toBe(false);
  });

  test('a secret of another computer, a damaged one or none opens nothing', async () => {
    const { directory, ports, host, door, manager } = await openedClinic();
    const keep = memoryKeep();
    await door.turnOn(manager, keep);
    await host.close();
    const whole = JSON.parse(keep.text ?? '{}') as Record<string, string>;
    const tried = [null, 'x', '{}', JSON.stringify({ ...whole, workstationId: newId() }), JSON.stringify({ ...whole, secret: Buffer.alloc(32).toString('base64') }), JSON.stringify({ ...whole, clinicId: newId() })];
    for (const text of tried) {
      const again = new ClinicHost(ports, directory);
      expect(await createWorkstationDoor(again, newId).openAtStart({ ...memoryKeep(), read: () => text })).toBe(false);
      expect(again.open).toBeNull();
    }
  });

  test('only who manages the clinic turns it on, and what fails leaves no slot', async () => {
    const { host, door, manager, other } = await openedClinic();
    const keep = memoryKeep();
    await expect(door.turnOn(other, keep)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const failing = { ...keep, write: () => { throw new Error('the key store is closed'); } };
    await expect(door.turnOn(manager, failing)).rejects.toThrow('closed');
    expect(host.chosen?.keyring.slots.filter(({ kind }) => kind === 'workstation')).toEqual([]);
    expect(keep.text).toBeNull();
    await host.close();
  });
});
