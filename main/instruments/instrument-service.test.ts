import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instrumentSchema } from '#contract/instruments.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { builtInInstruments, shownInstrument } from './instrument-content.ts';

describe.each(engines)('the instruments of a clinic, on %s', (engine) => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
  });
  afterAll(() => clinic.close());

  test('are those bundled, in their order, as the contract tells them', async () => {
    const listed = await clinic.services.instruments.list(await clinic.caller('nurse'));
    expect(listed).toEqual(builtInInstruments.map(shownInstrument));
    expect(listed.map((one) => instrumentSchema.parse(one))).toEqual(listed);
  });

  test('a score is worked out from the version in force, and keeps nothing', async () => {
    const caller = await clinic.caller('rheumatologist');
    const before = await clinic.store.database.db.selectFrom('audit_event').selectAll().execute();
    const inputs = { tjc28: 4, sjc28: 2, patient_global_mm: 45, physician_global_mm: 30 };
    expect(await clinic.services.instruments.score(caller, { instrument: 'cdai', inputs })).toMatchObject({ ok: true, result: { score: 13.5, category: 'moderate' } });
    expect(await clinic.services.instruments.score(caller, { instrument: 'cdai', inputs: { tjc28: 29 } })).toMatchObject({ ok: false, problems: [{ input: 'tjc28', code: 'OUT_OF_RANGE' }] });
    await expect(clinic.services.instruments.score(caller, { instrument: 'cdia', inputs })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await clinic.store.database.db.selectFrom('audit_event').selectAll().execute()).toEqual(before);

    const { kind, id } = builtInInstruments.find((one) => one.id === 'cdai') ?? { kind: '', id: '' };
    const own = { ...builtInInstruments.find((one) => one.id === 'cdai'), version: '1.0.1' };
    await clinic.store.unitOfWork.write((db) =>
      db.insertInto('content_version').values({ id: clinic.ports.newId(), kind, content_id: id, version: '1.0.1', sha256: 'x', origin: 'clinic', body: JSON.stringify(own), created_at: '2026-12-01T10:00:00.000Z', activated_at: '2026-12-01T10:00:00.000Z' }).execute(),
    );
    expect(await clinic.services.instruments.score(caller, { instrument: 'cdai', inputs })).toMatchObject({ ok: true, result: { score: 13.5, instrumentVersion: '1.0.1' } });
    expect(await clinic.services.instruments.list(caller)).toHaveLength(builtInInstruments.length);
  });
});
