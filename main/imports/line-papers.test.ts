import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { patient, requestsWithPapers, task } from './testing/requests-with-papers.ts';
import { sourceOf } from './testing/test-bundles.ts';

describe.each(engines)('requests with their papers in files with a resource a line on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const referrals = () => clinic.store.database.db.selectFrom('referral').select(['id', 'free_text', 'state']).orderBy('free_text').execute();
  // As other programs write them: a file a type, references by type and id, in any order of the files.
  const lines = (type: string) => requestsWithPapers.entry.filter(({ resource }) => resource.resourceType === type).map(({ resource }) => JSON.stringify(resource).replaceAll('urn:uuid:b', 'Binary/b').replaceAll('urn:uuid:d', 'DocumentReference/d').replaceAll('urn:uuid:p', 'Patient/p').replaceAll('urn:uuid:', 'ServiceRequest/'));
  const file = (name: string, content: readonly string[]) => sourceOf(name, [...content, ''].join('\n'));
  const undo = (undoes: string) => clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
  // A lone resource would be a bundle of one.
  const somebodyElse = JSON.stringify({ ...patient.resource, id: 'p2', name: [{ family: 'Autre' }] });

  test('papers and tasks find their requests in other files; the same again adds nothing', async () => {
    const files = [...['Binary', 'DocumentReference', 'ServiceRequest', 'Task'].map((type) => file(`${type}.ndjson`, [...lines(type), ...(type === 'Binary' ? lines(type) : [])])), file('Patient.ndjson', [...lines('Patient'), somebodyElse])];
    const report = await clinic.services.imports.importSources(secretary.userId, files);
    expect(report.created).toEqual({ Patient: 2, ServiceRequest: 4, DocumentReference: 2 });
    // The paper of nobody, and bytes that come a second time.
    expect(report.notKept).toEqual({ DocumentReference: 1, Binary: 1 });
    expect(report.rejected.map(({ source, row, code }) => [source, row, code])).toEqual([
      ['DocumentReference.ndjson', 'line 3.content[0].attachment', 'DOCUMENT_REFUSED'], ['DocumentReference.ndjson', 'line 4.content[0].attachment', 'DOCUMENT_MISSING'], ['DocumentReference.ndjson', 'line 5.content[0].attachment', 'VALUE_INVALID'],
    ]);
    expect((await referrals()).map(({ free_text: text, state }) => [text.slice(-4).trim(), state])).toEqual([['four', 'closed'], ['one', 'received'], ['hree', 'received'], ['two', 'declined']]);
    const found = (await referrals()).find(({ free_text: text }) => text.endsWith('one'));
    const papers = await clinic.services.attachments.list(secretary, { referralId: found?.id ?? '' });
    expect(papers.map(({ name, mediaType }) => [name, mediaType]).sort()).toEqual([['Lettre', 'image/png'], ['Radiographie des mains', 'image/png']]);
    const again = await clinic.services.imports.importSources(secretary.userId, files);
    expect([again.created, again.unchanged]).toEqual([{}, { Patient: 2, ServiceRequest: 4, DocumentReference: 2 }]);
    await undo(report.importId);
  });

  test('a paper whose request two files hold under one id is given to neither; a task of no request is told', async () => {
    const [first] = lines('ServiceRequest');
    const others = [somebodyElse, first!.replace('Patient/p', 'Patient/p2')];
    const report = await clinic.services.imports.importSources(secretary.userId, [
      file('a.ndjson', [...lines('Patient'), first!]), file('b.ndjson', others), file('papers.ndjson', [...lines('DocumentReference').slice(0, 2), JSON.stringify(task('t9', 'rejected', 'x').resource).replace('urn:uuid:x', 'ServiceRequest/x')]),
    ]);
    expect(report.created).toEqual({ Patient: 2, ServiceRequest: 2 });
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([['line 1', 'PATIENT_AMBIGUOUS'], ['line 2', 'PATIENT_AMBIGUOUS']]);
    expect(report.notKept).toEqual({ Task: 1 });
    expect(await clinic.store.database.db.selectFrom('attachment').selectAll().execute()).toEqual([]);
    await undo(report.importId);
  });

  test('an import stopped while papers are written says so, and keeps what it took', async () => {
    let isRead = false;
    const files = [file('Patient.ndjson', [...lines('Patient'), somebodyElse]), file('ServiceRequest.ndjson', lines('ServiceRequest')), file('DocumentReference.ndjson', lines('DocumentReference'))];
    const report = await clinic.services.imports.importSources(secretary.userId, files, { onProgress: ({ done, total }) => (isRead = done === total), shouldStop: () => isRead });
    expect(report.cancelled).toBe(true);
    expect(report.created).toEqual({ Patient: 2, ServiceRequest: 4 });
    await undo(report.importId);
  });
});
