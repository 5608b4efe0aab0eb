import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { FirstStartPage } from '../../../renderer/e2e/first-start-page.ts';
import { ensureBuilt } from '../../launch/built.mjs';
import { startServer } from '../../../renderer/e2e/server.ts';

/**
 * Takes the pictures of the guide, in French and in English, at 1280 × 800: of the demonstration clinic as the people in
 * it see it, and of a new clinic for what only its administrator sees:
 * `node build/docs/guide/take-pictures.ts [NAME…]` (all of them, or those named).
 */
type Language = 'fr' | 'en';

/** One picture: how one gets to what it shows, from where the picture before it left. */
interface Picture {
  readonly name: string;
  readonly reach: (page: Page, language: Language) => Promise<void>;
}

/** Long enough for the rows of a screen to be there and for nothing to move any more. */
const settledMilliseconds = 1500;
const images = join(import.meta.dirname, 'images');
const example = join(import.meta.dirname, 'registre-exemple.xlsx');
const words = {
  fr: { locale: 'fr-CA', explore: 'Explorer', own: 'Français', triage: 'Triage', registry: 'Registre', schedule: 'Agenda', duplicates: 'Doublons', exports: 'Exportations', imports: 'Import', audit: 'Journal', assessments: 'Évaluations', rheumatoid: 'Polyarthrite', patientGlobal: 'Évaluation globale du patient', clinicianGlobal: 'Évaluation globale du clinicien', crp: 'Protéine C réactive', referrers: 'Référents', absences: 'Congés et fermetures', treatments: 'Traitements', monitoring: 'Surveillance', prevention: 'Prévention', cohorts: 'Cohortes', comparison: 'Comparaison', quality: 'Qualité des données', addCondition: 'Ajouter une condition', charts: 'Graphiques', research: 'Recherche', rules: 'Règles', fold: 'Replier', followUp: 'Suivi à faire', nurses: 'Infirmières', training: 'Formation', workshops: 'Ateliers', pathways: 'Parcours', doses: 'Doses à venir', openDose: 'Ouvrir la dose', programme: 'Programme', pathwayFigures: 'Parcours', sites: 'Sites', messages: 'Messages' },
  en: { locale: 'en-CA', explore: 'Explore', own: 'English', triage: 'Triage', registry: 'Registry', schedule: 'Schedule', duplicates: 'Duplicates', exports: 'Exports', imports: 'Import', audit: 'Audit', assessments: 'Assessments', rheumatoid: 'Rheumatoid', patientGlobal: 'Patient’s global assessment', clinicianGlobal: 'Evaluator’s global assessment', crp: 'C-reactive protein', referrers: 'Referrers', absences: 'Leave and closures', treatments: 'Treatments', monitoring: 'Monitoring', prevention: 'Prevention', cohorts: 'Cohorts', comparison: 'Comparison', quality: 'Data quality', addCondition: 'Add a condition', charts: 'Charts', research: 'Research', rules: 'Rules', fold: 'Fold', followUp: 'Follow-up to do', nurses: 'Nurses', training: 'Training', workshops: 'Workshops', pathways: 'Pathways', doses: 'Doses to come', openDose: 'Open dose', programme: 'Programme', pathwayFigures: 'Care pathways', sites: 'Sites', messages: 'Messages' },
} as const;

const goTo = async (page: Page, name: string): Promise<void> => page.getByRole('navigation').getByRole('link', { name: new RegExp(name) }).first().click();
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const settle = (page: Page): Promise<void> => page.waitForTimeout(settledMilliseconds);
/** A page by the palette, as one does who does not use the mouse. */
const byPalette = async (page: Page, name: string): Promise<void> => {
  await press(page, 'Escape', 'Control+k');
  await page.keyboard.type(name);
  await page.getByRole('option').first().waitFor();
  await settle(page);
  await press(page, 'Enter');
};

/** What each person of the demonstration shows. */
const visits: readonly { readonly persona: RegExp; readonly pictures: readonly Picture[] }[] = [
  {
    persona: /^(Secrétaire|Secretary)$/,
    pictures: [
      { name: 'today', reach: async () => {} },
      { name: 'triage', reach: async (page, language) => { await goTo(page, words[language].triage); await settle(page); await press(page, 'j', 'j', 'j', 'j'); } },
      { name: 'new-request', reach: async (page) => press(page, 'n') },
      { name: 'registry', reach: async (page, language) => { await goTo(page, words[language].registry); await settle(page); await press(page, 'ArrowDown', 'ArrowDown'); } },
      { name: 'edit', reach: async (page) => { await press(page, 'Enter'); await settle(page); await press(page, 'e'); } },
      { name: 'duplicates', reach: async (page, language) => { await press(page, 'Escape'); await goTo(page, words[language].registry); await page.getByRole('button', { name: words[language].duplicates, exact: true }).click(); await settle(page); await press(page, 'g'); await settle(page); await settle(page); await page.getByRole('grid').first().focus(); await press(page, 'ArrowDown'); } },
      { name: 'schedule', reach: async (page, language) => { await goTo(page, words[language].schedule); } },
      { name: 'absences', reach: async (page, language) => { await press(page, 'h'); await settle(page); await page.getByRole('tab', { name: words[language].absences }).click(); } },
      { name: 'referrers', reach: async (page, language) => { await byPalette(page, words[language].referrers); await settle(page); await page.getByRole('grid').first().focus(); } },
      { name: 'messages', reach: async (page, language) => { await press(page, 'Escape'); await goTo(page, words[language].messages); } },
      { name: 'find-slot', reach: async (page, language) => { await goTo(page, words[language].schedule); await settle(page); await press(page, 'f'); await settle(page); await press(page, 'Enter'); } },
      {
        name: 'import-reading',
        reach: async (page, language) => {
          await byPalette(page, words[language].imports);
          await page.locator('input[type="file"]').setInputFiles(example);
          await settle(page);
          await press(page, 'i');
          await settle(page);
        },
      },
    ],
  },
  {
    persona: /^(Rhumatologue|Rheumatologist)$/,
    pictures: [
      { name: 'today-rheumatologist', reach: async () => {} },
      { name: 'patient', reach: async (page, language) => { await goTo(page, words[language].registry); await settle(page); await press(page, 'ArrowDown', 'ArrowDown', 'Enter'); } },
      { name: 'treatments', reach: async (page, language) => { await byPalette(page, 'gauthier helene'); await page.getByRole('tab', { name: words[language].treatments }).click(); } },
      { name: 'monitoring', reach: async (page, language) => page.getByRole('tab', { name: words[language].monitoring }).click() },
      { name: 'checklist', reach: async (page) => { await press(page, 'b'); await settle(page); } },
      { name: 'prevention', reach: async (page, language) => page.getByRole('tab', { name: words[language].prevention }).click() },
      {
        name: 'assessment',
        reach: async (page, language) => {
          await page.getByRole('tab', { name: words[language].assessments }).click();
          await settle(page);
          await press(page, 'v');
          await settle(page);
          await page.getByRole('button', { name: 'Instruments' }).click();
          await page.getByRole('button', { name: words[language].rheumatoid, exact: true }).click();
          await press(page, 'Escape', 'a', 'ArrowDown', 'ArrowDown', 'b', 'ArrowDown', 't', 'ArrowDown', 'b', 'ArrowRight', 't');
          await page.getByLabel(words[language].patientGlobal).fill('35');
          await page.getByLabel(words[language].clinicianGlobal).fill('30');
          await page.getByLabel(words[language].crp, { exact: true }).fill('9');
        },
      },
      { name: 'rules', reach: async (page, language) => { await goTo(page, words[language].triage); await settle(page); await page.getByRole('link', { name: words[language].rules, exact: true }).click(); } },
      { name: 'exports', reach: async (page, language) => byPalette(page, words[language].exports) },
      { name: 'research', reach: async (page, language) => page.getByRole('tab', { name: words[language].research }).click() },
      {
        name: 'cohort',
        reach: async (page, language) => {
          await goTo(page, words[language].cohorts);
          await page.getByRole('combobox', { name: words[language].addCondition }).selectOption('diagnosis');
          await settle(page);
        },
      },
      { name: 'cohort-charts', reach: async (page, language) => { await page.getByRole('radio', { name: words[language].charts }).click(); await page.getByRole('button', { name: words[language].fold }).click(); await page.locator('svg.cohorts-plot').first().waitFor({ timeout: 120_000 }); } },
      { name: 'comparison', reach: async (page, language) => { await page.getByRole('tab', { name: words[language].comparison }).click(); await settle(page); await page.getByRole('button', { name: /rémission|remission/ }).first().click(); } },
      { name: 'quality', reach: async (page, language) => page.getByRole('tab', { name: words[language].quality }).click() },
    ],
  },
  { persona: /^(Infirmière|Nurse)$/, pictures: [{ name: 'today-nurse', reach: async () => {} }, { name: 'follow-up', reach: async (page, language) => byPalette(page, words[language].followUp) }] },
  {
    persona: /^Coordination$/,
    pictures: [
      { name: 'nurses', reach: async (page, language) => goTo(page, words[language].nurses) },
      { name: 'training', reach: async (page, language) => goTo(page, words[language].training) },
      { name: 'workshops', reach: async (page, language) => goTo(page, words[language].workshops) },
      { name: 'pathways', reach: async (page, language) => { await goTo(page, words[language].pathways); await settle(page); await page.getByRole('combobox').last().selectOption('home-immunotherapy'); } },
      { name: 'doses', reach: async (page, language) => byPalette(page, words[language].doses) },
      { name: 'dose', reach: async (page, language) => { await settle(page); await page.getByRole('button', { name: new RegExp(`^${words[language].openDose}`) }).first().click(); } },
    ],
  },
  {
    persona: /^(Responsable de programme|Programme lead)$/,
    pictures: [
      { name: 'today-lead', reach: async () => {} },
      { name: 'programme', reach: async (page, language) => goTo(page, words[language].programme) },
      { name: 'programme-pathway', reach: async (page, language) => { await settle(page); await page.getByText(words[language].pathwayFigures, { exact: true }).click(); } },
    ],
  },
];

const ofAdministrator: readonly Picture[] = [
  { name: 'people', reach: async (page) => { await page.locator('.frame-rail').getByRole('link', { name: /Admin/ }).click(); await settle(page); await press(page, 'n'); } },
  { name: 'sites', reach: async (page, language) => { await press(page, 'Escape'); await page.getByRole('tab', { name: words[language].sites, exact: true }).click(); } },
  { name: 'audit', reach: async (page, language) => { await page.getByRole('tab', { name: new RegExp(`^${words[language].audit}`) }).click(); } },
];

const wanted = new Set(process.argv.slice(2));
mkdirSync(images, { recursive: true });
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
await ensureBuilt(process.execPath, ['renderer', 'host']);
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
for (const language of ['fr', 'en'] as const) {
  if (isWanted('start') || ofAdministrator.some(({ name }) => isWanted(name))) {
    await withClinic(browser, language, async (page) => {
      await take(page, language, 'start');
      await new FirstStartPage(page, language).createClinic();
      await takeAll(page, language, ofAdministrator);
    });
  }
  if (visits.some(({ pictures }) => pictures.some(({ name }) => isWanted(name)))) makeDemonstration();
  for (const { persona, pictures } of visits) {
    if (!pictures.some(({ name }) => isWanted(name))) continue;
    await withClinic(browser, language, async (page) => {
      await page.getByRole('radio', { name: persona }).click();
      await page.getByRole('button', { name: new RegExp(`^${words[language].explore}`) }).last().click();
      await page.locator('.frame-rail').waitFor({ timeout: 60_000 });
      // The people of the demonstration read French; the language is theirs to change.
      await page.locator('.frame-user').click();
      await page.getByRole('menuitemradio', { name: words[language].own }).click();
      await press(page, 'Escape');
      await takeAll(page, language, pictures);
    });
  }
}
await browser.close();
const made = process.env['RELAIS_DEMONSTRATION_TEMPLATE'];
if (made !== undefined) rmSync(made, { recursive: true, force: true });

/** The demonstration of the pictures, made once: each person of it is seen in a copy. */
function makeDemonstration(): void {
  if (process.env['RELAIS_DEMONSTRATION_TEMPLATE'] !== undefined) return;
  const directory = join(mkdtempSync(join(tmpdir(), 'relais-guide-')), 'demo');
  execFileSync(process.execPath, ['main/command-line/relais.ts', 'demo', '--clinic', directory, '--patients', '2000'], { cwd: join(import.meta.dirname, '../../..') });
  process.env['RELAIS_DEMONSTRATION_TEMPLATE'] = directory;
}

async function withClinic(inBrowser: Browser, language: Language, work: (page: Page) => Promise<void>): Promise<void> {
  const server = await startServer();
  const page = await inBrowser.newPage({ viewport: { width: 1280, height: 800 }, locale: words[language].locale });
  await page.goto(server.address);
  await work(page);
  await page.close();
  await server.stop();
}

/** Whether a picture was asked for; all are, where none is named. */
function isWanted(name: string): boolean {
  return wanted.size === 0 || wanted.has(name);
}

async function takeAll(page: Page, language: Language, pictures: readonly Picture[]): Promise<void> {
  // Each begins where the one before it left; after the last one wanted there is nothing to go to.
  const last = pictures.findLastIndex(({ name }) => isWanted(name));
  for (const { name, reach } of pictures.slice(0, last + 1)) {
    await reach(page, language);
    await take(page, language, name);
  }
}

async function take(page: Page, language: Language, name: string): Promise<void> {
  if (!isWanted(name)) return;
  await settle(page);
  await page.screenshot({ path: join(images, `${language}-${name}.png`) });
}
