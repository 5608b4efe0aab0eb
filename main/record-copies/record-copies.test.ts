import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { type PlantedRecord, plantRecord, secrets } from '../access/testing/planted-record.ts';
import { createTriageContentReader } from '../referrals/active-triage-content.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import type { Session } from '../users/session.ts';
import { recordCopyDocument } from './record-copy-document.ts';
import { readRecordContent } from './record-copy-repository.ts';

describe.each(engines)('copies of a record on %s', (engine) => {
  let clinic: TestClinic;
  let member: Caller;
  let planted: PlantedRecord;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    member = await clinic.caller('rheumatologist');
    planted = await plantRecord(clinic, member);
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const asked = (change: Partial<Inputs['recordCopies']['make']> = {}): Inputs['recordCopies']['make'] => ({
    copyId: clinic.ports.newId(), patientId: planted.patientId, language: 'fr', requester: 'Rose Plantée-Cachette', relationship: 'person', purpose: 'Demande écrite du 12 novembre', withAccesses: true, passphrase: null, ...change,
  });
  const make = async (input: Inputs['recordCopies']['make']): Promise<Uint8Array> => {
    const session = { caller: member } as unknown as Session;
    const file = await clinic.services.recordCopies.make(session, member, input);
    const delivered = await clinic.services.files.take(session, file.deliveryId);
    return delivered!.content;
  };
  const partsOf = async (content: Uint8Array, password?: string): Promise<ReadonlyMap<string, string>> => {
    const reader = new ZipReader(new BlobReader(new Blob([Buffer.from(content)])), { useWebWorkers: false, ...(password ? { password } : {}) });
    const parts = new Map<string, string>();
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      parts.set(entry.filename, entry.filename.endsWith('.pdf') ? Buffer.from(await entry.getData(new Uint8ArrayWriter())).subarray(0, 5).toString('latin1') : await entry.getData(new TextWriter()));
    }
    return parts;
  };

  test('a PDF, everything as JSON, and FHIR; to whom it went is on record', async () => {
    const input = asked();
    const parts = await partsOf(await make(input));
    expect([...parts.keys()]).toEqual(['dossier.pdf', 'dossier.json', 'fhir-r4.json', 'document-01.png']);
    expect(parts.get('dossier.pdf')).toBe('%PDF-');
    expect(parts.get('document-01.png')).toBe(secrets.paper);
    const said = parts.get('dossier.json') ?? '';
    // Every part of the record; a pair, an import and an undo are about the work of the clinic.
    const { keptText: _text, keptBy: _by, twin: _twin, merged: _merged, number, ...ofTheRecord } = secrets;
    for (const secret of Object.values(ofTheRecord)) expect(said).toContain(secret);
    expect(said).toContain(String(Number(number)));
    expect(JSON.parse(parts.get('fhir-r4.json') ?? '')).toMatchObject({ resourceType: 'Bundle' });
    expect(parts.get('fhir-r4.json')).toContain(secrets.problem);
    const listed = async () => (await clinic.services.recordCopies.list(member, { patientId: planted.patientId })).filter(({ purpose }) => purpose !== secrets.copy);
    expect(await listed()).toEqual([
      { copyId: input.copyId, madeAt: clinic.ports.clock.now(), byName: member.displayName, requester: input.requester, relationship: 'person', purpose: input.purpose, language: 'fr' },
    ]);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('patient_id').where('action', '=', 'record.copied').execute());
    expect(trail).toEqual([{ patient_id: planted.patientId }]);
  });

  test('with a passphrase nothing can be read without it', async () => {
    // Asked again with the id of the first: the file is made again, and on record once.
    const before = await clinic.services.recordCopies.list(member, { patientId: planted.patientId });
    const content = await make(asked({ copyId: before[0]!.copyId, passphrase: 'quatre chevaux sous la pluie', language: 'en', withAccesses: false }));
    expect(await clinic.services.recordCopies.list(member, { patientId: planted.patientId })).toEqual(before);
    await expect(partsOf(content)).rejects.toThrow();
    const parts = await partsOf(content, 'quatre chevaux sous la pluie');
    expect(JSON.parse(parts.get('record.json') ?? '')).toMatchObject({ accesses: null, patient: { family_name: 'Plantée-Cachette' } });
    await expect(make(asked({ passphrase: 'aaaaaaaaaaaa' }))).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('refused for nobody, for another record’s copy, and for a record closed to whoever asks', async () => {
    await expect(make(asked({ patientId: clinic.ports.newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [copy] = await clinic.services.recordCopies.list(member, { patientId: planted.patientId });
    await expect(make(asked({ copyId: copy!.copyId, patientId: planted.twinId }))).rejects.toMatchObject({ code: 'DUPLICATE' });
    const nurse = await clinic.caller('nurse');
    await expect(clinic.services.recordCopies.make({ caller: nurse }, nurse, asked())).rejects.toMatchObject({ code: 'RESTRICTED' });
    await expect(clinic.services.recordCopies.list(nurse, { patientId: planted.patientId })).rejects.toMatchObject({ code: 'RESTRICTED' });
  });

  test('the document says it in words, in both languages', async () => {
    const { record, content } = await clinic.store.unitOfWork.read(async (db) => ({ record: await readRecordContent(db, planted.retiredId, { withAccesses: true }), content: (await createTriageContentReader().active(db)).content }));
    const { name, country, timeZone } = clinic.services.dependencies.clinic;
    for (const [language, expected] of [['fr', ['Copie du dossier\u00A0: Plantée-Cachette, Rose', 'copie remise', '18\u00A0novembre\u00A02026']], ['en', ['Copy of the record: Plantée-Cachette, Rose', 'called off']]] as const) {
      const said = JSON.stringify(recordCopyDocument(record!, { language, clinic: { name, country, timeZone }, at: clinic.ports.clock.now(), by: 'X', content }));
      for (const words of [...expected, secrets.problem, secrets.letter, secrets.note, secrets.referralWords, secrets.calledOff, secrets.paper]) expect(said).toContain(words);
    }
  });
});
