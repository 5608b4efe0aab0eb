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
});
