import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newAttachmentKey } from '../referrals/attachments/attachment-key.ts';
import { sealedPieces } from '../referrals/attachments/attachment-content.ts';
import { insertAttachment } from '../referrals/attachments/attachment-repository.ts';
import { sourceOf } from '../imports/testing/test-bundles.ts';
import { samplePng } from '../intake/testing/sample-documents.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { exportedFiles } from './testing/exported-files.ts';
import { fhirValidators } from './testing/fhir-validators.ts';
import { enterRequestsAndVisits } from './testing/requests-and-visits.ts';
import { wrongIn } from './testing/resource-checks.ts';

interface Left {
  readonly resourceType: string;
  readonly id: string;
  readonly status: string;
  readonly focus?: { readonly reference: string };
  readonly supportingInfo?: readonly { readonly reference: string }[];
  readonly context?: { readonly related: readonly { readonly reference: string }[] };
  readonly businessStatus?: { readonly coding: readonly { readonly code: string }[] };
}

const picture = samplePng(8, 8);

/** Attaches a paper to the request with findings. @returns the paper's id */
async function attach(clinic: TestClinic, referralId: string): Promise<string> {
  const [attachmentId, { key, sealedKey }] = [clinic.ports.newId(), newAttachmentKey(clinic.store.dataKey)];
  const facts = { mediaType: 'image/png' as const, pages: 1, bytes: picture.length, sha256: attachmentId.replaceAll('-', '').repeat(2), sealedKey };
  const { userId } = await clinic.caller('secretary');
  await clinic.store.unitOfWork.write((db) => insertAttachment(db, { id: attachmentId, referralId, name: 'Radiographie', ...facts, addedAt: clinic.ports.clock.now(), addedBy: userId }, sealedPieces(key, attachmentId, picture)));
  return attachmentId;
}

describe.each(engines)('requests that leave on %s', (engine) => {
  let here: TestClinic;
  let there: TestClinic;
  let patientId: string;
  let requestId: string;
  beforeAll(async () => {
    here = await openTestClinic(engine);
    there = await openTestClinic(engine);
    ({ patientId } = await enterRequestsAndVisits(here));
    requestId = (await here.store.database.db.selectFrom('referral').select('id').where('reason_code', '=', 'RH01').executeTakeFirstOrThrow()).id;
    await attach(here, requestId);
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });
  const bundleOf = async (clinic: TestClinic, whom: string) => {
    const files = await exportedFiles(clinic, await clinic.caller('secretary'), { patientId: whom, format: 'fhir-bundle', contents: ['referrals'] });
    const text = files.get('bundle.json') ?? '';
    return { text, resources: (JSON.parse(text) as { entry: { resource: Left }[] }).entry.map(({ resource }) => resource) };
  };

  test('go with their papers and a task, valid for three validators', async () => {
    const { resources } = await bundleOf(here, patientId);
    const judges = fhirValidators();
    const [tasks, papers] = ['Task', 'DocumentReference'].map((type) => resources.filter(({ resourceType }) => resourceType === type)) as [Left[], Left[]];
    expect(tasks.map(({ status }) => status).sort()).toEqual(['cancelled', 'rejected', 'requested', 'requested']);
    expect(papers).toHaveLength(1);
    const request = resources.find(({ resourceType, supportingInfo }) => resourceType === 'ServiceRequest' && supportingInfo !== undefined);
    expect([request?.id, request?.supportingInfo]).toEqual([requestId, [{ reference: `urn:uuid:${papers[0]?.id}` }]]);
    expect(papers[0]?.context?.related).toEqual([{ reference: `urn:uuid:${requestId}` }]);
    expect(tasks.find(({ focus }) => focus?.reference === `urn:uuid:${requestId}`)?.businessStatus?.coding[0]?.code).toBe('received');
    for (const one of [...tasks, ...papers]) expect({ ...Object.fromEntries(Object.entries(judges).map(([name, judge]) => [name, judge(one)])), own: wrongIn(one) }).toEqual({ medplum: [], ajv: [], fhir: [], own: [] });
  });

  test('come back elsewhere with the same papers, and leave again as they came', async () => {
    const out = await bundleOf(here, patientId);
    const secretary = await there.caller('secretary');
    const report = await there.services.imports.importSources(secretary.userId, [sourceOf('demandes.json', out.text)]);
    expect(report).toMatchObject({ rejected: [], notKept: {} });
    expect(report.created).toMatchObject({ ServiceRequest: 4, DocumentReference: 1 });
    const taken = await there.store.database.db.selectFrom('referral').select(['id', 'patient_id']).where('reason_code', '=', 'RH01').executeTakeFirstOrThrow();
    const [paper] = await there.services.attachments.list(secretary, { referralId: taken.id });
    const opened = await there.services.attachments.open(secretary, { attachmentId: paper?.id ?? '' });
    const pieces: Uint8Array[] = [];
    for await (const piece of opened.content) pieces.push(piece);
    expect([paper?.name, Buffer.concat(pieces).equals(picture)]).toEqual(['Radiographie', true]);
    const again = await bundleOf(there, taken.patient_id);
    const tasksOf = (resources: readonly Left[]) => resources.filter(({ resourceType }) => resourceType === 'Task').sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(tasksOf(again.resources)).toEqual(tasksOf(out.resources));
    // Back where it came from, it adds nothing.
    expect(await here.services.imports.importSources((await here.caller('secretary')).userId, [sourceOf('retour.json', again.text)])).toMatchObject({ rejected: [], created: {}, updated: {} });
  });

  test('come back from files a type as from a bundle', async () => {
    const files = await exportedFiles(here, await here.caller('secretary'), { patientId, format: 'fhir-ndjson', contents: ['referrals'] });
    const elsewhere = await openTestClinic(engine);
    const secretary = await elsewhere.caller('secretary');
    const report = await elsewhere.services.imports.importSources(secretary.userId, [...files].map(([name, text]) => sourceOf(name, text)));
    expect(report).toMatchObject({ rejected: [], notKept: {} });
    expect(report.created).toMatchObject({ ServiceRequest: 4, DocumentReference: 1 });
    const states = (clinic: TestClinic) => clinic.store.database.db.selectFrom('referral').select(['reason_code', 'state']).orderBy('reason_code').orderBy('state').execute();
    const viaBundle = await states(there);
    expect(await states(elsewhere)).toEqual(viaBundle);
    const taken = await elsewhere.store.database.db.selectFrom('referral').select('id').where('reason_code', '=', 'RH01').executeTakeFirstOrThrow();
    expect((await elsewhere.services.attachments.list(secretary, { referralId: taken.id })).map(({ name }) => name)).toEqual(['Radiographie']);
    await elsewhere.close();
  });

  test('leave out a paper that was taken off', async () => {
    const secretary = await here.caller('secretary');
    const attachmentId = await attach(here, requestId);
    await here.services.attachments.remove(secretary, { attachmentId, reason: 'D’un autre patient' });
    const { resources } = await bundleOf(here, patientId);
    expect(resources.filter(({ resourceType }) => resourceType === 'DocumentReference').map(({ id }) => id)).not.toContain(attachmentId);
    expect(JSON.stringify(resources)).not.toContain(attachmentId);
  });

  test('as files a type, tasks and papers have theirs; tables have none of them', async () => {
    const caller = await here.caller('secretary');
    const lines = await exportedFiles(here, caller, { patientId, format: 'fhir-ndjson', contents: ['referrals'] });
    expect([...lines.keys()]).toEqual(['Patient.ndjson', 'ServiceRequest.ndjson', 'DocumentReference.ndjson', 'Task.ndjson', 'Practitioner.ndjson']);
    const tables = await exportedFiles(here, caller, { patientId, format: 'csv', contents: ['referrals'] });
    expect([...tables.keys()].filter((name) => /task|document/i.test(name))).toEqual([]);
  });
});
