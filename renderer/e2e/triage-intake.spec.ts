import { keptSample, samplePdf, sampleTiff } from '../../main/intake/testing/sample-documents.ts';
import { isDark } from './canvas.ts';
import { expect, expectAccessible, expectNoMissingText, test } from './fixtures.ts';
import { answer, choosePatient, foot, openDesk, paste, proposal } from './triage-desk-page.ts';

test('a request typed from a fax, proposed as one types, accepted, waits for its visit', async ({ relais }) => {
  test.slow();
  await openDesk(relais);
  await relais.keyboard.press('n');
  await choosePatient(relais, 'tremb', 'Tremblay');

  await expect(relais.getByRole('combobox', { name: /^Référent/ })).toBeFocused();
  await relais.keyboard.type('Lucie Fortin');
  await expect(relais.getByRole('option', { name: 'Ajouter « Lucie Fortin »' })).toBeVisible();
  await relais.keyboard.press('ArrowDown');
  await relais.keyboard.press('Enter');
  await expect(relais.getByLabel('Nom', { exact: true })).toHaveValue('Fortin');
  await relais.keyboard.type('GMF du Parc');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText('Lucie Fortin')).toBeVisible();
  await expect(relais.getByLabel('Reçue le')).toBeFocused();

  await relais.getByLabel('Motif').selectOption('RH04');
  await answer(relais, 'Articulation chaude aiguë', 'n');
  // The letter, pasted: each finding confirmed or set aside by a key, nothing set before.
  await relais.keyboard.press('Alt+L');
  await expect(relais.getByLabel('Collez le texte de la lettre')).toBeFocused();
  await paste(relais, 'Mains enflées depuis sept semaines.\nPas de fièvre. 4 articulations enflées, raideur matinale 60 min. Lupus ?');
  const proposed = relais.getByRole('listbox', { name: 'Proposés' });
  await expect(proposed).toBeFocused();
  await expect(proposed.getByRole('option')).toHaveText([/Symptômes 7/, /Fièvre non/, /Art. enflées 4/, /Raideur 60/]);
  await expect(relais.locator('.letter-text mark[data-current="true"]')).toHaveText('enflées depuis sept semaines');
  await expect(relais.getByRole('radiogroup', { name: 'Fièvre' }).getByRole('radio', { name: 'Non' })).not.toBeChecked();
  await relais.keyboard.press('n');
  await relais.keyboard.press('y');
  await relais.keyboard.press('Enter');
  await relais.keyboard.press('o');
  await expect(relais.getByText('3 confirmés sur 4')).toBeVisible();
  await expectAccessible(relais, 'letter');
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('radiogroup', { name: 'Fièvre' }).getByRole('radio', { name: 'Non' })).toBeChecked();
  await expect(relais.getByLabel('Raideur matinale')).toHaveValue('60');
  await answer(relais, 'Anti-CCP', '2');
  await relais.getByRole('textbox', { name: /^CRP/ }).first().fill('14,5');
  await expect(proposal(relais).getByRole('img', { name: 'Classe C' }).first()).toBeVisible();
  await expect(proposal(relais)).toContainText('Articulations enflées 4');

  await answer(relais, 'Fièvre', 'o');
  await answer(relais, 'Articulation chaude aiguë', 'o');
  await expect(proposal(relais).getByRole('img', { name: 'Classe URG' }).first()).toBeVisible();
  await answer(relais, 'Articulation chaude aiguë', 'n');
  await answer(relais, 'Fièvre', 'Space');
  await expect(proposal(relais).getByRole('img', { name: 'Classe C' }).first()).toBeVisible();

  await relais.getByRole('textbox', { name: 'Hémoglobine' }).fill('12,1');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('De 20 à 300.')).toBeVisible();
  await expect(relais.getByRole('textbox', { name: 'Hémoglobine' })).toBeFocused();
  await relais.keyboard.press('Control+A');
  await relais.keyboard.type('121');
  await relais.getByLabel('Rx mains et pieds').check();
  await expectAccessible(relais, 'new request');
  await relais.keyboard.press('Control+Enter');

  await expect(relais.getByRole('heading', { name: /Tremblay/ })).toBeVisible();
  await expect(relais.locator('.triage-words')).toContainText('Mains enflées depuis sept semaines.');
  await expect(relais.locator('.triage-facts')).toContainText('raideur matinale 60 min');
  await expect(foot(relais).getByRole('button', { name: /Accepter C/ })).toBeVisible();
  await relais.keyboard.press('Enter');
  await expect(relais.getByRole('status').getByText(/Tremblay, .*\s: classe C acceptée/)).toBeVisible();
  await expect(relais.getByRole('heading', { name: /Tremblay/ })).toBeHidden();

  await relais.getByRole('tab', { name: /À réserver/ }).click();
  await relais.getByRole('grid', { name: 'À réserver' }).getByText(/Tremblay/).first().click();
  await expect(relais.getByRole('heading', { name: 'Décision' })).toBeVisible();
  await expect(foot(relais).getByRole('button', { name: /Réserver/ })).toBeVisible();
});

test('a secretary enters and completes, and decides nothing', async ({ relais }) => {
  await openDesk(relais, 'Secrétaire');
  await relais.getByRole('row', { name: /Nguyen/ }).click();
  await expect(foot(relais).getByRole('button', { name: /Compléter/ })).toBeVisible();
  await expect(foot(relais).getByRole('button', { name: /Accepter|Déroger/ })).toBeHidden();
  await relais.keyboard.press('c');
  await expect(relais.getByRole('heading', { level: 1, name: 'Compléter la demande' })).toBeVisible();
  await relais.getByLabel('Articulations douloureuses').fill('6');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.locator('.triage-fact', { hasText: 'Articulations douloureuses' })).toContainText('6');
});

test('papers of a request: attached, read, turned, taken off and put back, without the mouse', async ({ relais, complaints }) => {
  await openDesk(relais);
  const choice = relais.locator('input[type=file]');
  await choice.setInputFiles([
    { name: 'Lettre.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Lettre du docteur Roy', 'Suite'], 'app.alert\\(1\\)') },
    { name: 'Fax.pdf', mimeType: 'application/pdf', buffer: sampleTiff([[1728, 400], [1728, 400]]) },
  ]);
  await expect(relais.getByRole('button', { name: /^Fax.pdf/ })).toContainText('2 p.');
  await relais.keyboard.press('v');
  const page = (name: string) => relais.getByRole('img', { name, exact: true });
  await expect(page('Page 1 sur 2 de Lettre.pdf')).toBeVisible();
  await expect(relais.getByText('Lettre du docteur Roy')).toBeAttached();
  await relais.keyboard.press('PageDown');
  await expect(page('Page 2 sur 2 de Lettre.pdf')).toBeVisible();
  await relais.keyboard.press('+');
  await expect(relais.getByText(/125\s%/)).toBeVisible();
  // On AZERTY `-` lies where a Canadian keyboard has 6: in the viewer it is the sign that counts.
  await relais.locator('.viewer-scroll').dispatchEvent('keydown', { key: '-', code: 'Digit6' });
  await expect(relais.getByText(/100\s%/)).toBeVisible();
  // `]` as Windows reports it with AltGr.
  await relais.locator('.viewer-scroll').dispatchEvent('keydown', { key: ']', code: 'Minus', ctrlKey: true, altKey: true });
  await expect(page('Page 1 sur 2 de Fax.pdf')).toBeVisible();
  const fax = page('Page 1 sur 2 de Fax.pdf');
  await expect.poll(() => fax.evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')!.getImageData(5, 5, 1, 1).data[3])).toBe(255);
  const wide = await fax.boundingBox();
  await relais.keyboard.press('t');
  await expect.poll(async () => (await fax.boundingBox())!.height > wide!.height * 4).toBe(true);
  await expectAccessible(relais, 'a paper beside the proposal');
  await relais.getByRole('button', { name: 'Retirer' }).press('Enter');
  await relais.keyboard.type('D’un autre patient');
  await relais.keyboard.press('Enter');
  await expect(relais.getByText(/Fax.pdf, retirée par .*\s: D’un autre patient/)).toBeVisible();
  await expect(relais.getByRole('grid')).toBeFocused();
  await relais.keyboard.press('z');
  await expect(relais.getByRole('button', { name: /^Fax.pdf/ })).toBeVisible();
  await expectNoMissingText(relais, 'papers of a request');

  // As fax servers, scanners and other people's programs write them.
  await choice.setInputFiles([
    { name: 'Fax G4.tif', mimeType: 'image/tiff', buffer: keptSample('fax-g4.tif') },
    { name: 'Radio.pdf', mimeType: 'application/pdf', buffer: keptSample('jpeg2000.pdf') },
    { name: 'Secret.pdf', mimeType: 'application/pdf', buffer: keptSample('password.pdf') },
  ]);
  // Read back on a canvas of its own: the page's own stays as the program made it.
  const dark = (name: string, x: number, y: number) => () => page(name).evaluate(isDark, [x, y] as const);
  await relais.getByRole('button', { name: /^Fax G4.tif/ }).press('Enter');
  // The frame and the diagonal are there, and paper between them.
  await expect.poll(dark('Page 1 sur 2 de Fax G4.tif', 0.5, 0.5)).toBe(true);
  await expect.poll(dark('Page 1 sur 2 de Fax G4.tif', 0.75, 0.25)).toBe(false);
  await relais.keyboard.press(']');
  await expect.poll(dark('Page 1 sur 1 de Radio.pdf', 0.3, 0.38)).toBe(true);
  await expect.poll(dark('Page 1 sur 1 de Radio.pdf', 0.7, 0.38)).toBe(false);
  await relais.keyboard.press(']');
  await expect(relais.getByText('Ce PDF demande un mot de passe.')).toBeVisible();
  await relais.keyboard.press('Escape');

  await relais.keyboard.press('n');
  await choice.setInputFiles({ name: 'Demande.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Demande']) });
  await relais.getByRole('button', { name: 'Lire' }).press('Enter');
  await expect(page('Page 1 sur 1 de Demande.pdf')).toBeVisible();
  await relais.getByRole('combobox', { name: 'Patient' }).focus();
  await choosePatient(relais, 'tremb', 'Tremblay');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('button', { name: /^Demande.pdf/ })).toBeVisible();
  expect(complaints).toEqual([]);

  // Refused by its content, in words; the browser notes the refusal on its console.
  await choice.setInputFiles({ name: 'vrai.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>alert(1)</script></html>') });
  await expect(relais.getByRole('alert')).toContainText('ni un PDF, ni une image');
  complaints.length = 0;
});

test('somebody new is registered on the way: what was written and the papers are there again, with them', async ({ relais }) => {
  await openDesk(relais, 'Secrétaire');
  await relais.keyboard.press('n');
  await relais.locator('input[type=file]').setInputFiles({ name: 'Demande.pdf', mimeType: 'application/pdf', buffer: samplePdf(['Demande']) });
  await expect(relais.getByRole('button', { name: 'Lire' })).toBeVisible();
  await relais.getByLabel('Mots du référent').fill('Mains enflées. Pas de fièvre.');
  await relais.getByRole('combobox', { name: 'Patient' }).fill('Quimper Zélie');
  await relais.getByRole('button', { name: 'Inscrire ce patient' }).press('Enter');
  await relais.getByLabel('Date de naissance').fill('1958-03-14');
  await relais.getByRole('radio', { name: 'Femme' }).click();
  await relais.getByLabel('Langue').selectOption({ label: 'Espagnol' });
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByText('Quimper, Zélie').first()).toBeVisible();
  await expect(relais.getByRole('combobox', { name: /^Référent/ })).toBeVisible();
  await expect(relais.getByLabel('Mots du référent')).toHaveValue('Mains enflées. Pas de fièvre.');
  // The words are read like a letter: proposed, and set by nobody but whoever confirms.
  await relais.keyboard.press('Alt+M');
  await expect(relais.getByRole('listbox', { name: 'Proposés' }).getByRole('option')).toHaveText([/Fièvre non/]);
  await expect(relais.getByRole('listbox', { name: 'Proposés' })).toBeFocused();
  await expect(relais.getByRole('radiogroup', { name: 'Fièvre' }).getByRole('radio', { name: 'Non' })).not.toBeChecked();
  await relais.keyboard.press('Enter');
  await relais.keyboard.press('Escape');
  await expect(relais.getByRole('radiogroup', { name: 'Fièvre' }).getByRole('radio', { name: 'Non' })).toBeChecked();
  await expect(relais.getByLabel('Mots du référent')).toHaveValue('Mains enflées. Pas de fièvre.');
  await relais.keyboard.press('Control+Enter');
  await expect(relais.getByRole('heading', { name: 'Quimper, Zélie' })).toBeVisible();
  await expect(relais.getByText('Espagnol', { exact: true })).toBeVisible();
  await expect(relais.getByRole('button', { name: /^Demande.pdf/ })).toBeVisible();
});
