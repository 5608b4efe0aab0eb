import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '#contract/imports.ts';
import { reachOf } from '../access/record-reach.ts';
import { rowsOf } from '../exports/exported-rows-repository.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { patient, picture, request, requestsWithPapers } from './testing/requests-with-papers.ts';
import { sourceOf } from './testing/test-bundles.ts';

describe.each(engines)('requests with their papers on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let importId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());
  const bring = (): Promise<ImportReport> => {
    return clinic.services.imports.importSources(secretary.userId, [sourceOf('demandes.json', requestsWithPapers)]);
  };
  const referrals = () => clinic.store.database.db.selectFrom('referral').select(['id', 'free_text', 'state', 'proposed_cls']).orderBy('free_text').execute();

  test('come in sealed, through the checks of any paper; what cannot is told with its place', async () => {
    const report = await bring();
    importId = report.importId;
    expect(report.created).toEqual({ Patient: 1, ServiceRequest: 4, DocumentReference: 2 });
    expect(report.notKept).toEqual({ DocumentReference: 1 });
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([
      ['entry[5].resource.content[0].attachment', 'DOCUMENT_REFUSED'], ['entry[6].resource.content[0].attachment', 'DOCUMENT_MISSING'], ['entry[7].resource.content[0].attachment', 'VALUE_INVALID'],
    ]);
    const found = (await referrals()).find(({ free_text: text }) => text.endsWith('one'));
    const papers = await clinic.services.attachments.list(secretary, { referralId: found?.id ?? '' });
    expect(papers.map(({ name, mediaType }) => [name, mediaType])).toEqual(expect.arrayContaining([['Radiographie des mains', 'image/png'], ['Lettre', 'image/png']]));
    const opened = await clinic.services.attachments.open(secretary, { attachmentId: papers.find(({ name }) => name === 'Radiographie des mains')?.id ?? '' });
    const pieces: Uint8Array[] = [];
    for await (const piece of opened.content) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(picture)).toBe(true);
    const kept = await clinic.store.database.db.selectFrom('attachment_piece').select('content').execute();
    for (const { content } of kept) expect(Buffer.from(content).includes(Buffer.from('PNG'))).toBe(false);
  });

  test('a task says how far the work on its request is', async () => {
    expect((await referrals()).map(({ free_text: text, state }) => [text.slice(-4).trim(), state])).toEqual([['four', 'closed'], ['one', 'received'], ['hree', 'received'], ['two', 'declined']]);
    expect((await referrals()).filter(({ state }) => state === 'received').map(({ proposed_cls: cls }) => cls)).toEqual(['D', 'D']);
  });

  test('why it ended over there is told at the desk, and leaves with it', async () => {
    const found = (await referrals()).find(({ free_text: text }) => text.endsWith('two'));
    const { ended, told } = await clinic.services.triageDesk.open(await clinic.caller('rheumatologist'), { referralId: found?.id ?? '' });
    expect(ended).toMatchObject({ reason: 'Hors territoire', elsewhere: true });
    // When it ended nobody here knows: the referrer is not told the day it came in.
    expect(JSON.stringify(told)).not.toContain('non retenue le');
    const rows = await clinic.store.unitOfWork.read((db) => rowsOf(db, 'ServiceRequest', { reach: reachOf(secretary, 'referral.read', clinic.ports.clock.now()), whose: 'everybody', after: '' }));
    expect(rows.map(({ ended_reason: reason }) => reason).filter((reason) => reason !== null)).toEqual(['Hors territoire']);
  });

  test('results that come with a request are proposed as findings, and set by nobody', async () => {
    const result = (code: string, value: number, unit: string, on: string) => ({ resourceType: 'Observation', id: `o${code}`, status: 'final', code: { coding: [{ system: 'http://loinc.org', code }] }, subject: { reference: 'urn:uuid:p' }, effectiveDateTime: on, valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit } });
    const file = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [patient, request('five'), ...[result('1988-5', 4.2, 'mg/dL', '2026-11-08'), result('4537-7', 38, 'mm/h', '2026-07-01')].map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource }))] });
    const { importId: brought } = await clinic.services.imports.importSources(secretary.userId, [sourceOf('resultats.json', file)]);
    const found = await clinic.store.database.db.selectFrom('referral').select(['patient_id', 'findings']).where('import_id', '=', brought).executeTakeFirstOrThrow();
    expect(found.findings).toBe('{}');
    const asked = { patientId: found.patient_id, receivedOn: '2026-11-10' };
    expect(await clinic.services.resultFindings.onFile(await clinic.caller('nurse'), asked)).toEqual([{ field: 'crp', value: 42, on: '2026-11-08', shown: '4.2 mg/dL' }]);
    await clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes: brought, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
  });

  test('the same file again adds nothing, and the import is undone with its papers', async () => {
    const again = await bring();
    expect([again.created, again.unchanged]).toEqual([{}, { Patient: 1, ServiceRequest: 4, DocumentReference: 2 }]);
    const report = await clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes: importId, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
    expect(report).toMatchObject({ removed: { Patient: 1, ServiceRequest: 4, DocumentReference: 2 }, kept: [] });
    for (const table of ['referral', 'attachment', 'attachment_piece', 'patient'] as const) expect(await clinic.store.database.db.selectFrom(table).selectAll().execute()).toEqual([]);
  });

  test('a request somebody added a paper to stays, with its papers', async () => {
    const { importId: second } = await bring();
    const found = (await referrals()).find(({ free_text: text }) => text.endsWith('one'));
    const [first] = await clinic.services.attachments.list(secretary, { referralId: found?.id ?? '' });
    await clinic.services.attachments.rename(secretary, { attachmentId: first?.id ?? '', name: 'Mains, face' });
    const report = await clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes: second, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
    expect(report.removed).toEqual({ ServiceRequest: 3 });
    expect(report.kept.map(({ type, reason }) => [type, reason])).toEqual(expect.arrayContaining([['ServiceRequest', 'USED']]));
    expect(await clinic.services.attachments.list(secretary, { referralId: found?.id ?? '' })).toHaveLength(2);
  });
});
