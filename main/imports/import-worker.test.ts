import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportProgress, ImportReport } from '#contract/imports.ts';
import type { IntakeFile } from '../intake/intake.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { bundleNames, bundlePath, readTestBundle } from './testing/test-bundles.ts';

async function* streamOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

describe.each(engines)('import through the long-work thread on %s', (engine) => {
  let clinic: TestClinic;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const receive = async (content: Uint8Array, name = 'a.json'): Promise<IntakeFile> => clinic.services.intake.receive((await clinic.caller('secretary')).userId, name, streamOf(content));
  const start = async (...files: IntakeFile[]) => clinic.services.imports.run(await clinic.caller('secretary'), { intakeIds: files.map(({ id }) => id) });
  const collect = async (stream: AsyncIterable<ImportProgress>): Promise<{ steps: ImportProgress[]; report: ImportReport | undefined }> => {
    const steps: ImportProgress[] = [];
    for await (const step of stream) steps.push(step);
    const last = steps.at(-1);
    return { steps, report: last?.kind === 'report' ? last.report : undefined };
  };
  const states = async () => (await clinic.services.imports.list(await clinic.caller('secretary'), { after: null })).batches.map(({ state }) => state);

  test('tells where it is, then the report, and lets go of the files', async () => {
    const files = [];
    for (const name of bundleNames) files.push(await receive(readFileSync(bundlePath(name)), name));
    const { steps, report } = await collect(await start(...files));
    expect(steps[0]).toMatchObject({ kind: 'progress', done: 0, file: 1, files: 4, source: 'p01.json' });
    expect(report).toMatchObject({ created: { Patient: 4 }, rejected: [], cancelled: false });
    expect(report?.files.map(({ name }) => name)).toEqual([...bundleNames]);
    expect(await states()).toEqual(['done']);
    await expect(start(...files)).rejects.toMatchObject({ code: 'INTAKE_GONE' });
  });

  test('one at a time; asked to stop, it stops and keeps what it took', async () => {
    const bundle = readTestBundle('p01.json');
    const many = { ...bundle, entry: Array.from({ length: 40 }, (_, copy) => JSON.parse(JSON.stringify(bundle.entry).replaceAll(/"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4})-[0-9a-f]{4}/g, `"$1-${String(copy).padStart(4, '0')}`).replaceAll(/urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4})-[0-9a-f]{4}/g, `urn:uuid:$1-${String(copy).padStart(4, '0')}`)) as typeof bundle.entry).flat() };
    const first = await receive(Buffer.from(JSON.stringify(many)), 'many.json');
    const second = await receive(readFileSync(bundlePath('p59.json')), 'p59.json');
    const stream = await start(first);
    await expect(start(second)).rejects.toMatchObject({ code: 'BUSY', data: { job: 'import' } });
    const secretary = await clinic.caller('secretary');
    let report: ImportReport | undefined;
    for await (const step of stream) {
      if (step.kind === 'report') report = step.report;
      else if (step.resources > 0) await clinic.services.imports.cancel(secretary, { importId: step.importId });
    }
    expect(report?.cancelled).toBe(true);
    expect(await states()).toEqual(['cancelled']);
    // The file refused while busy still waits.
    expect((await collect(await start(second))).report).toMatchObject({ created: { Patient: 1 } });
    expect(await clinic.services.imports.cancel(secretary, { importId: clinic.ports.newId() })).toEqual({ cancelled: false });
  });

  test('a thread that fails leaves a failed batch, and the next import runs', async () => {
    const gone = await receive(readFileSync(bundlePath('p59.json')));
    await clinic.services.intake.discard([gone.id]);
    await expect(collect(await start(gone))).rejects.toThrow();
    await expect.poll(states).toEqual(['failed']);
    expect(clinic.ports.log.lines.some((line) => line.includes('long-work.failed'))).toBe(true);
    expect((await collect(await start(await receive(readFileSync(bundlePath('p59.json')))))).report?.created['Patient']).toBe(1);
  });

  test('goes on when the listener leaves', async () => {
    const stream = await start(await receive(readFileSync(bundlePath('p59.json'))));
    await stream.next();
    await stream.return(undefined);
    await clinic.services.longWork.running?.result;
    await expect.poll(states).toEqual(['done']);
  });

  test('files are one person’s, once, for an hour', async () => {
    const file = await receive(readFileSync(bundlePath('p59.json')));
    await expect(clinic.services.imports.run(await clinic.caller('nurse'), { intakeIds: [file.id] })).rejects.toMatchObject({ code: 'INTAKE_GONE' });
    clinic.ports.clock.set('2026-11-16T16:12:00.000Z');
    await expect(start(file)).rejects.toMatchObject({ code: 'INTAKE_GONE' });
  });
});
