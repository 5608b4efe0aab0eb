import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { readPdf } from '../documents/testing/pdf-text.ts';
import { aPatient, aRequest } from './testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

describe.each(engines)('letters on %s', (engine) => {
  let clinic: TestClinic;
  let rheumatologist: Caller;
  let referralId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    rheumatologist = await clinic.caller('rheumatologist');
    const request = aRequest(clinic, await aPatient(clinic));
    await clinic.services.referrals.enter(rheumatologist, request);
    referralId = request.referralId;
    await clinic.services.letters.setLetterhead(await clinic.caller('administrator'), { address: '3460, rue Masson\nMontréal (Québec)', phone: '514 555-0100', fax: '', email: '' });
  });
  afterAll(() => clinic.close());

  const letter = (over: Partial<Inputs['letters']['write']> = {}): Inputs['letters']['write'] => ({
    letterId: clinic.ports.newId(), referralId, kind: 'advice', language: 'fr', addressee: 'Dr Jean-Philippe Roy\nGMF des Érables', body: 'Poursuivre le naproxène.\n\nRevoir dans six semaines.', ...over,
  });
  const textOf = async (content: Uint8Array) => (await readPdf(content)).pages.join('\n').replace(/\s+/g, ' ');

  test('in French: the clinic’s paper, whom it is for, whom it is about, the words, who signs', async () => {
    const { name, content } = await clinic.services.letters.write(rheumatologist, letter());
    const text = await textOf(content);
    for (const part of ['Clinique d’essai', '3460, rue Masson', 'Tél. 514 555-0100', '16 novembre 2026', 'Dr Jean-Philippe Roy', 'Béland, Maryse', '8 février 1979', 'BELM79520817', 'Poursuivre le naproxène.', 'Revoir dans six semaines.', 'Essai rheumatologist']) {
      expect(text, part).toContain(part);
    }
    expect(name).toBe('Avis en rhumatologie, Béland, Maryse.pdf');
    expect((await readPdf(content)).language).toBe('fr-CA');
  });

  test('in English, and a question to the referrer shows no class', async () => {
    const { content } = await clinic.services.letters.write(rheumatologist, letter({ language: 'en', kind: 'information', body: 'Please send the hepatitis B serology.' }));
    const text = await textOf(content);
    expect(text).toContain('Information requested');
    expect(text).toContain('November 16, 2026');
    expect(text).not.toContain('Class');
  });

  test('kept: the same id hands over the letter as it was, not what is sent now', async () => {
    const first = letter();
    await clinic.services.letters.write(rheumatologist, first);
    const again = await clinic.services.letters.write(rheumatologist, { ...first, body: 'Tout autre chose.' });
    expect(await textOf(again.content)).toContain('Poursuivre le naproxène.');
    const kept = await clinic.services.letters.list(rheumatologist, { referralId });
    expect(kept.filter((one) => one.id === first.letterId)).toMatchObject([{ body: first.body, writtenBy: 'Essai rheumatologist', kind: 'advice' }]);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'detail']).where('entity_id', '=', referralId).where('action', 'like', 'letter.%').execute());
    expect(trail.map((row) => row.action)).toContain('letter.handed-over');
    expect(JSON.stringify(trail)).not.toContain('naproxène');
  });

  test('refused for a referral that is not there, and an id of another’s letter', async () => {
    await expect(clinic.services.letters.write(rheumatologist, letter({ referralId: clinic.ports.newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const first = letter();
    await clinic.services.letters.write(rheumatologist, first);
    const other = aRequest(clinic, await aPatient(clinic, { familyName: 'Roy' }));
    await clinic.services.referrals.enter(rheumatologist, other);
    await expect(clinic.services.letters.write(rheumatologist, { ...first, referralId: other.referralId })).rejects.toMatchObject({ code: 'DUPLICATE' });
  });

  test('begun from the template: what is missing as one list, in the language of the letter; French and English', async () => {
    const begun = await clinic.services.letters.draft(rheumatologist, { referralId, kind: 'information', language: 'fr' });
    expect(begun.body).toContain('Merci de nous faire parvenir :\n- ');
    expect((await clinic.services.letters.draft(rheumatologist, { referralId, kind: 'information', language: 'en' })).body).toContain('Please send us:\n- ');
    expect((await clinic.services.letters.draft(rheumatologist, { referralId, kind: 'acknowledgement', language: 'fr' })).body).toContain('Maryse Béland le 16 novembre 2026');
    const { content } = await clinic.services.letters.write(rheumatologist, letter({ kind: 'information', body: begun.body }));
    expect(await textOf(content)).toContain('Merci de nous faire parvenir');
  });

  test('the paper is kept: a new letterhead does not change a letter that has left', async () => {
    const first = letter();
    const made = await clinic.services.letters.write(rheumatologist, first);
    await clinic.services.letters.setLetterhead(await clinic.caller('administrator'), { address: '1, rue Neuve', phone: '514 555-0100', fax: '', email: '' });
    const again = await clinic.services.letters.write(rheumatologist, first);
    expect(Buffer.from(again.content).equals(Buffer.from(made.content))).toBe(true);
    expect(await textOf((await clinic.services.letters.write(rheumatologist, letter())).content)).toContain('1, rue Neuve');
  });

  test('a template is edited, refused with a field nobody knows, kept in versions, and goes back to the shipped text', async () => {
    const administrator = await clinic.caller('administrator');
    const { letterTemplates } = clinic.services;
    const which = { kind: 'refusal', language: 'fr' } as const;
    const inForce = async () => (await letterTemplates.templates(administrator)).templates.find((one) => one.kind === which.kind && one.language === which.language);
    expect(await inForce()).toMatchObject({ version: 0, isShipped: true, saved: null });
    await expect(letterTemplates.saveTemplate(administrator, { ...which, expectedVersion: 0, body: 'Pour {patiant}.' })).rejects.toMatchObject({
      code: 'INVALID', data: { issues: [{ path: 'body', code: 'UNKNOWN_FIELD', params: { name: 'patiant', nearest: 'patient' } }] },
    });
    expect(await letterTemplates.saveTemplate(administrator, { ...which, expectedVersion: 0, body: 'Nous regrettons, {patient}.' })).toEqual({ version: 1 });
    await expect(letterTemplates.saveTemplate(administrator, { ...which, expectedVersion: 0, body: 'Autre' })).rejects.toMatchObject({ code: 'STALE', data: { version: 1 } });
    expect((await clinic.services.letters.draft(rheumatologist, { referralId, ...which })).body).toBe('Nous regrettons, Maryse Béland.');
    expect(await letterTemplates.saveTemplate(administrator, { ...which, expectedVersion: 1, body: null })).toEqual({ version: 2 });
    expect(await inForce()).toMatchObject({ version: 2, isShipped: true });
    expect((await letterTemplates.templateVersions(administrator, which)).map(({ version, isShipped }) => [version, isShipped])).toEqual([[2, true], [1, false]]);
    const preview = letterTemplates.previewTemplate(administrator, { ...which, body: 'Pour {patient} : {classse}' });
    expect(preview).toEqual({ text: 'Pour Maryse Béland : {classse}', problems: [{ code: 'unknown-field', name: 'classse', nearest: 'classe' }] });
  });

  describe('written advice', () => {
    let adviceId: string;
    const opened = () => clinic.services.triageDesk.open(rheumatologist, { referralId: adviceId });
    const queued = async (list: 'to-triage' | 'done') => (await clinic.services.triageDesk.queue(rheumatologist, { list, after: null })).rows.find((row) => row.id === adviceId);
    beforeAll(async () => {
      const request = aRequest(clinic, await aPatient(clinic, { familyName: 'Avisée', nam: null }));
      await clinic.services.referrals.enter(rheumatologist, request);
      adviceId = request.referralId;
      await clinic.services.referrals.override(rheumatologist, {
        referralId: adviceId, expectedVersion: 1, cls: 'C', primary: 'RHEUM', modality: 'ECONSULT', disposition: 'advice', reason: 'Un avis suffit.', redirectTo: null, note: 'Poursuivre.',
      });
    });

    test('decided, it stays to be done until its letter is made, its delay runs and it is not closed', async () => {
      expect(await opened()).toMatchObject({ state: 'advised', advicePending: true, allowedActions: expect.not.arrayContaining(['close']) as unknown });
      expect(await queued('to-triage')).toMatchObject({ advicePending: true });
      expect(await queued('done')).toBeUndefined();
      expect((await opened()).told.fr).toContain('avis écrit en préparation');
      expect((await clinic.services.letters.draft(rheumatologist, { referralId: adviceId, kind: 'advice', language: 'fr' })).body).toContain('Poursuivre.');
      const secretary = await clinic.caller('secretary');
      await expect(clinic.services.letters.write(secretary, letter({ referralId: adviceId }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    test('its letter ends it; taken back it waits again, and the decision can be taken back too', async () => {
      const given = letter({ referralId: adviceId });
      await clinic.services.letters.write(rheumatologist, given);
      const after = await opened();
      expect(after).toMatchObject({ state: 'advised', advicePending: false });
      expect(after.history.map(({ what }) => what)).toContain('advised');
      expect(after.allowedActions).toContain('close');
      expect(after.allowedActions).not.toContain('undo');
      expect(await queued('to-triage')).toBeUndefined();
      expect(await queued('done')).toMatchObject({ advicePending: false });
      const other = await clinic.caller('nurse');
      await expect(clinic.services.letters.withdraw(other, { letterId: given.letterId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const { version } = await clinic.services.letters.withdraw(rheumatologist, { letterId: given.letterId });
      expect(await opened()).toMatchObject({ advicePending: true, version });
      expect((await clinic.services.letters.list(rheumatologist, { referralId: adviceId })).find(({ id }) => id === given.letterId)?.withdrawn).not.toBeNull();
      await expect(clinic.services.letters.withdraw(rheumatologist, { letterId: given.letterId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
      await clinic.services.deskWork.undoDecision(rheumatologist, { referralId: adviceId, expectedVersion: version });
      expect(await opened()).toMatchObject({ state: 'received', advicePending: false });
    });
  });
});
