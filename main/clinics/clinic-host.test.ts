import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CreateClinicInput } from '#contract/session.ts';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import type { Ports } from '../ports.ts';
import { fixedClock } from '../testing/test-clinic.ts';
import { ClinicHost } from './clinic-host.ts';
import { createDemonstration, prepareDemonstration } from './demonstration.ts';

const input: CreateClinicInput = {
  name: 'Première', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr',
  administrator: { givenName: 'Geneviève', familyName: 'Lachance', login: 'g.lachance', password: 'huit chevaux verts sur la rivière', roles: [] },
};

describe('the clinics of a computer', () => {
  let ports: Ports & { log: ReturnType<typeof memoryLog> };
  let host: ClinicHost;

  beforeEach(() => {
    ports = { clock: fixedClock(), newId, log: memoryLog(), dataDirectory: mkdtempSync(join(tmpdir(), 'relais-host-')), pageDirectory: '' };
    host = new ClinicHost(ports, null, 40);
  });
  afterEach(async () => {
    await host.close();
    rmSync(ports.dataDirectory, { recursive: true, force: true });
  });

  test('none at first; one made is in a folder of its own, listed, chosen and open', async () => {
    expect([host.known(), host.chosen, host.open, host.mayCreate]).toEqual([[], null, null, true]);
    await host.create(input);
    expect(host.known().map(({ keyring }) => keyring.clinicName)).toEqual(['Première']);
    expect(readdirSync(join(ports.dataDirectory, 'clinics'))).toHaveLength(1);
    expect(host.open?.summary.name).toBe('Première');
    await expect(host.create({ ...input, name: 'Deuxième' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('another is not chosen while one is open', async () => {
    await host.create(input);
    const first = host.chosen?.keyring.clinicId ?? '';
    await host.leave();
    await host.create({ ...input, name: 'Deuxième' });
    expect(() => host.choose(first)).toThrow(expect.objectContaining({ code: 'BUSY' }));
    expect(() => host.choose(newId())).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    await host.leave();
    expect(host.choose(first).keyring.clinicName).toBe('Première');
  });

  test('a folder that is no clinic, or whose keyring is damaged, does not hide the others', async () => {
    await host.create(input);
    await host.close();
    for (const [name, content] of [['damaged', '{"format":1'], ['other', null]] as const) {
      mkdirSync(join(ports.dataDirectory, 'clinics', name));
      if (content !== null) writeFileSync(join(ports.dataDirectory, 'clinics', name, 'keyring.json'), content);
    }
    writeFileSync(join(ports.dataDirectory, 'clinics', 'file.txt'), '');
    expect(host.known().map(({ keyring }) => keyring.clinicName)).toEqual(['Première']);
    expect(ports.log.lines.some((line) => line.includes('keyring.unreadable'))).toBe(true);
  });

  test('started for one clinic it knows that one alone and makes no other', async () => {
    await host.create(input);
    const directory = host.chosen?.directory ?? '';
    await host.close();
    const fixed = new ClinicHost(ports, directory);
    expect(fixed.known().map(({ keyring }) => keyring.clinicName)).toEqual(['Première']);
    expect(fixed.mayCreate).toBe(false);
    await expect(fixed.create(input)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await fixed.leave();
    expect(fixed.chosen?.directory).toBe(directory);
  });

  test('the demonstration is apart, and a real clinic is never taken for it', async () => {
    await prepareDemonstration(host, ports);
    expect(host.chosen).toMatchObject({ directory: join(ports.dataDirectory, 'demo'), keyring: { demonstration: true } });
    expect(host.known()).toEqual([]);
    await host.leave();
    host.wipeDemonstration();
    expect(readdirSync(join(ports.dataDirectory, 'demo'))).toEqual([]);

    await host.create(input);
    const directory = host.chosen?.directory ?? '';
    await host.leave();
    const fixed = new ClinicHost(ports, directory);
    await expect(prepareDemonstration(fixed, ports)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    fixed.wipeDemonstration();
    expect(existsSync(join(directory, 'keyring.json'))).toBe(true);
  });

  test('a demonstration is not made over anything', async () => {
    const directory = join(ports.dataDirectory, 'mine');
    mkdirSync(directory);
    writeFileSync(join(directory, 'thesis.txt'), 'mine');
    await expect(createDemonstration(directory, { patients: 0, seed: 1 }, ports)).rejects.toMatchObject({ reason: 'already-open' });
    expect(readdirSync(directory)).toEqual(['thesis.txt']);
  });
});
