import { expect, expectAccessible, expectNoMissingText, inClinic } from './fixtures.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const entry = (resource: { readonly id: string; readonly resourceType: string }) => ({ fullUrl: `urn:uuid:${resource.id}`, resource });
const result = (id: string, code: string, value: number, unit: string) => ({
  resourceType: 'Observation', id, status: 'final', code: { coding: [{ system: 'http://loinc.org', code }] }, subject: { reference: 'urn:uuid:p' }, effectiveDateTime: daysAgo(6),
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
});
const bundle = {
  resourceType: 'Bundle', type: 'collection',
  entry: [
    entry({ resourceType: 'Patient', id: 'p', name: [{ family: 'Essai', given: ['Rose'] }], birthDate: '1979-02-08', gender: 'female' } as never),
    entry({ resourceType: 'ServiceRequest', id: 'r', status: 'active', intent: 'order', subject: { reference: 'urn:uuid:p' }, authoredOn: daysAgo(3), reasonCode: [{ coding: [{ system: 'urn:relais:fhir:referral-reason', code: 'RH04' }] }], note: [{ text: 'Mains enflées' }] } as never),
    entry(result('o1', '1988-5', 14, 'mg/L')), entry(result('o2', '718-7', 121, 'g/L')),
  ],
};

inClinic('a FHIR request with results: they are proposed as findings, none is set before it is confirmed', async ({ relais }) => {
  await relais.keyboard.press('Control+k');
  await relais.keyboard.type('import');
  await relais.keyboard.press('Enter');
  await expect(relais.locator('.imports-drop button')).toBeFocused();
  await relais.locator('input[type="file"]').setInputFiles([{ name: 'demande.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) }]);
  await relais.keyboard.press('i');
  await expect(relais.getByText('Import terminé.')).toBeVisible({ timeout: 30_000 });

  await relais.getByRole('link', { name: 'Triage' }).click();
  await expect(relais.getByRole('heading', { name: /Essai/ })).toBeVisible();
  await relais.keyboard.press('c');
  await expect(relais.getByRole('heading', { name: '2 résultats au dossier à confirmer' })).toBeVisible();
  await expect(relais.getByRole('textbox', { name: /^CRP/ })).toHaveValue('');
  await expectAccessible(relais, 'results on file');
  await expectNoMissingText(relais, 'results on file');
  await relais.getByRole('button', { name: /^Confirmer\s: CRP/ }).focus();
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('textbox', { name: /^CRP/ })).toHaveValue('14');
  await expect(relais.getByRole('heading', { name: '1 résultat au dossier à confirmer' })).toBeVisible();
  await expect(relais.getByRole('textbox', { name: /^Hémoglobine/ })).toHaveValue('');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: /^Faits cliniques saisis/ })).toBeVisible();
  await expect(relais.getByRole('region', { name: 'Demande' }).or(relais.locator('main')).first()).not.toContainText('121 g/L');
});
