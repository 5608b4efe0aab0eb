import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maximumAttachmentBytes, maximumAttachments } from '#contract/attachments.ts';
import { rekeyClinic } from '../../clinics/rekey.ts';
import { openClinic } from '../../clinics/open-clinic.ts';
import { answerAttachmentIntake } from '../../intake/attachment-intake-request.ts';
import { samplePdf, samplePng, sampleTiff } from '../../intake/testing/sample-documents.ts';
import { copyTables } from '../../backup/table-copy-repository.ts';
import { openSlot } from '../../platform/keys/keyring.ts';
import { readKeyring } from '../../platform/store/keyring-file.ts';
import { openStore } from '../../platform/store/store.ts';
import { pieceBytes } from '../../platform/store/sealed-pieces.ts';
import { engines, openTestClinic, type TestClinic, testPassphrase } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { aPatient, aRequest } from '../testing/referral-fixtures.ts';

describe.each(engines)('attachments on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let rheumatologist: Caller;
  let referralId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine, { withPassphrase: true });
    secretary = await clinic.caller('secretary');
    rheumatologist = await clinic.caller('rheumatologist');
    referralId = await aReferral();
  });
  afterAll(() => clinic.close());

  const aReferral = async (): Promise<string> => {
    const request = aRequest(clinic, await aPatient(clinic));
    await clinic.services.referrals.enter(secretary, request);
    return request.referralId;
  };
  const send = async (body: Buffer, { name = 'Lettre.pdf', caller = secretary, headers = {} }: { name?: string; caller?: Caller | null; headers?: Record<string, string> } = {}) => {
    const request = new Request('http://127.0.0.1/intake/attachment', { method: 'POST', body: new Uint8Array(body), headers: { 'x-file-name': encodeURIComponent(name), ...headers }, duplex: 'half' });
    const response = await answerAttachmentIntake(request, { caller }, clinic);
    return { status: response.status, ...((await response.json()) as { intakeId?: string; code?: string; mediaType?: string }) };
  };
  const attach = async (body: Buffer, { name = 'Lettre.pdf', to = referralId } = {}) => {
    const { intakeId } = await send(body, { name });
    return clinic.services.attachments.add(secretary, { attachmentId: clinic.ports.newId(), referralId: to, intakeId: intakeId!, name });
  };
  const bytesOf = async (attachmentId: string, from = clinic.services) => {
    const { content } = await from.attachments.open(rheumatologist, { attachmentId });
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    return Buffer.concat(parts);
  };
  const trailOf = (entityId: string) =>
    clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'user_id', 'detail']).where('entity', '=', 'attachment').where('entity_id', '=', entityId).orderBy('seq').execute());

  test.each([0, 1, -1])('a paper of several pieces (%i bytes from a whole number of them) comes back as it was', async (more) => {
    const pdf = samplePdf(['a']);
    const large = Buffer.concat([pdf.subarray(0, pdf.length - 6), Buffer.alloc(3 * pieceBytes - pdf.length + more, 0x20), Buffer.from('%%EOF\n')]);
    const added = await attach(large, { name: 'Télécopie du 12.pdf' });
    expect(added).toMatchObject({ name: 'Télécopie du 12.pdf', mediaType: 'application/pdf', bytes: large.length, pages: null, removed: null });
    expect((await bytesOf(added.id)).equals(large)).toBe(true);
    const stored = await clinic.store.unitOfWork.read((db) => db.selectFrom('attachment_piece').select('content').where('attachment_id', '=', added.id).execute());
    expect(stored.length).toBe(Math.ceil(large.length / pieceBytes));
    expect(stored.some(({ content }) => Buffer.from(content).includes('%PDF-1.4'))).toBe(false);
  });

  test('the type is what the bytes say, not the name; what a page is not is refused', async () => {
    expect(await send(sampleTiff([[16, 8], [16, 8]]), { name: 'faux.pdf' })).toMatchObject({ status: 200, mediaType: 'image/tiff' });
    expect(await send(Buffer.from('<html>'), { name: 'vrai.pdf' })).toMatchObject({ status: 415, code: 'UNSUPPORTED_TYPE' });
    expect(await send(samplePdf(['x'.repeat(9000)]).subarray(0, 4000))).toMatchObject({ status: 422, code: 'DAMAGED' });
    expect(await send(samplePng(2, 2, [60_000, 60_000]))).toMatchObject({ status: 422, code: 'DIMENSIONS' });
    expect(await send(samplePdf(), { headers: { 'content-length': String(maximumAttachmentBytes + 1) } })).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    expect(await send(Buffer.concat([samplePdf(), Buffer.alloc(maximumAttachmentBytes)]))).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    expect(await send(samplePdf(), { name: '' })).toMatchObject({ status: 422, code: 'INVALID' });
    expect(await send(samplePdf(), { caller: null })).toMatchObject({ status: 401 });
    expect(await send(samplePdf(), { caller: await clinic.caller('programme-lead') })).toMatchObject({ status: 403 });
  });

  test('a file for an import is none to attach, nor the other way round; nor another person’s', async () => {
    const document = (await send(samplePdf())).intakeId!;
    expect(clinic.services.intake.claim(secretary.userId, [document])).toBeNull();
    const add = (caller: Caller, intakeId: string) => clinic.services.attachments.add(caller, { attachmentId: clinic.ports.newId(), referralId, intakeId, name: 'x' });
    await expect(add(rheumatologist, document)).rejects.toMatchObject({ code: 'INTAKE_GONE' });
    const table = await clinic.services.intake.receive(secretary.userId, 'a.csv', once(Buffer.from('a;b\n1;2\n')));
    await expect(add(secretary, table.id)).rejects.toMatchObject({ code: 'INTAKE_GONE' });
    await expect(clinic.services.attachments.add(secretary, { attachmentId: clinic.ports.newId(), referralId: clinic.ports.newId(), intakeId: document, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await add(secretary, document)).bytes).toBe(samplePdf().length);
    await expect(add(secretary, document)).rejects.toMatchObject({ code: 'INTAKE_GONE' });
  });

  test('named, taken off with a reason and put back; every step on record, the name never', async () => {
    const to = await aReferral();
    const first = await attach(samplePng(), { to, name: 'Radio.png' });
    const second = await attach(samplePdf(), { to });
    await clinic.services.attachments.rename(secretary, { attachmentId: first.id, name: 'Radiographie des mains' });
    await clinic.services.attachments.remove(secretary, { attachmentId: first.id, reason: 'autre patient' });
    const listed = await clinic.services.attachments.list(rheumatologist, { referralId: to });
    expect(listed).toMatchObject([{ id: second.id, removed: null }, { id: first.id, name: 'Radiographie des mains', removed: { by: 'Essai secretary', reason: 'autre patient' } }]);
    await expect(bytesOf(first.id)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(clinic.services.attachments.remove(secretary, { attachmentId: first.id, reason: 'encore' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await clinic.services.attachments.restore(secretary, { attachmentId: first.id });
    expect((await bytesOf(first.id)).equals(samplePng())).toBe(true);
    await bytesOf(first.id);
    const trail = await trailOf(first.id);
    expect(trail.map(({ action }) => action)).toEqual(['attachment.added', 'attachment.renamed', 'attachment.removed', 'attachment.restored', 'attachment.opened']);
    expect(JSON.stringify(trail)).not.toMatch(/Radio|autre patient/);
  });

  test('sent twice under one id it is there once; under another request’s id it is refused', async () => {
    const to = await aReferral();
    const attachmentId = clinic.ports.newId();
    const add = async (target: string) => clinic.services.attachments.add(secretary, { attachmentId, referralId: target, intakeId: (await send(samplePdf())).intakeId!, name: 'a' });
    expect(await add(to)).toMatchObject({ id: attachmentId });
    expect(await add(to)).toMatchObject({ id: attachmentId });
    await expect(add(referralId)).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(await clinic.services.attachments.list(secretary, { referralId: to })).toHaveLength(1);
  });

  test('no more than a request can show', async () => {
    const to = await aReferral();
    for (let count = 0; count < maximumAttachments; count += 1) await attach(samplePng(), { to });
    await expect(attach(samplePng(), { to })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('a table copy takes the pieces along, to either engine', async () => {
    const { id } = await attach(samplePdf(['copie']));
    const other = await openTestClinic(engine === 'sqlite' ? 'postgres' : 'sqlite');
    try {
      const target = other.store.database.db;
      for (const table of ['audit_event', 'user_role', 'user_account', 'practitioner', 'content_version', 'clinic_setting', 'clinic'] as const) await target.deleteFrom(table).execute();
      await copyTables(clinic.store.database.db, target);
      const pieces = (from: typeof target) => from.selectFrom('attachment_piece').select(['position', 'content']).where('attachment_id', '=', id).execute();
      const [here, there] = [await pieces(clinic.store.database.db), await pieces(target)];
      expect(there.map(({ content }) => Buffer.from(content).toString('hex'))).toEqual(here.map(({ content }) => Buffer.from(content).toString('hex')));
    } finally {
      await other.close();
    }
  });

  test('a new data key opens them still', async () => {
    const { id } = await attach(samplePdf(['clé']));
    const oldKey = clinic.store.dataKey;
    await clinic.store.close();
    await rekeyClinic({ directory: clinic.directory, keyring: readKeyring(clinic.directory), dataKey: oldKey, passphrase: testPassphrase, account: 'essai' }, clinic.ports.clock);
    const keyring = readKeyring(clinic.directory);
    const newKey = await openSlot(keyring.clinicId, keyring.slots.find(({ kind }) => kind === 'passphrase')!, testPassphrase);
    const store = await openStore(clinic.directory, keyring, newKey!);
    try {
      const again = await openClinic(store, clinic.ports);
      expect((await bytesOf(id, again.services)).equals(samplePdf(['clé']))).toBe(true);
    } finally {
      await store.close();
    }
  });
});

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
