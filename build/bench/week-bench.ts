import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { addDays, civilDate, weekdayOf } from '../../main/appointments/wall-time.ts';
import { startServer } from '../../renderer/e2e/server.ts';
import { benchAccount, openBenchClinic } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { fillCalendar } from './full-calendar.ts';
import { timingOf } from './measure.ts';
import { launchBrowser } from './start-bench.ts';

const people = 1000;
const rounds = 9;
const floor = 'floor: as many bare blocks';

declare global {
  interface Window {
    /** Milliseconds from the key to the frame that shows the week. */
    weekPainted: Promise<number>;
  }
}

/** The week of a clinic of fifty professionals with some 1,500 visits, in a real window: from the key to the painted week, and frames while it is scrolled and walked through. */
export async function benchWeek(): Promise<readonly Measurement[]> {
  const clinic = await openBenchClinic(people, join(tmpdir(), 'relais-bench', 'week'));
  const { timeZone: zone } = clinic.summary;
  const now = clinic.ports.clock.now();
  const today = civilDate(now, zone);
  const monday = addDays(today, 1 - weekdayOf(today));
  const isFull = await clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').select('id').where('local_start', '>=', monday).where('created_by', '=', 'bench').executeTakeFirst());
  if (!isFull) await fillCalendar(clinic, { zone, from: monday, now, days: 7 });
  clinic.bare.close();
  // The window's host opens the same folder.
  await clinic.close();
  const server = await startServer({ clinic: clinic.store.directory });
  const browser = await launchBrowser();
  try {
    const page = await signedIn(browser, server.address);
    // The page takes its keys once the day is there.
    await page.locator('.schedule-day').waitFor();
    await page.keyboard.press('d');
    await page.locator('.schedule-table').waitFor();
    const painted = await repeated(async () => {
      const time = await paint(page, 'c', '.clinic-week [data-visit]');
      await page.keyboard.press('d');
      await page.locator('.schedule-table').waitFor();
      return time;
    });
    await page.keyboard.press('c');
    await page.locator('.clinic-week [data-visit]').nth(5).waitFor();
    const visits = await page.locator('.clinic-week [data-visit]').count();
    const scrolled = await framesOfScroll(page, '.clinic-week');
    await page.locator('.clinic-week [data-visit]').first().focus();
    const walked = await framesOfKeys(page);
    const bare = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const texts = await page.locator('.clinic-week [data-visit]').allInnerTexts();
    await bare.setContent('<div id="all" style="overflow:auto;height:700px"></div>');
    const barePainted = await repeated(() => bare.evaluate(paintBlocks, texts));
    const bareScrolled = await framesOfScroll(bare, '#all > div');
    return [
      { job: 'Week of the clinic, from the key to painted', size: visits, reference: floor, timings: [timingOf(floor, barePainted), timingOf('Relais, in the window', painted)], note: 'Fifty professionals; the week is asked of the host each time. The floor sets the same texts as plain blocks, without asking anybody.' },
      { job: 'The same, frames while it is scrolled through', size: visits, reference: floor, timings: [timingOf(floor, bareScrolled), timingOf('Relais, in the window', scrolled)], note: 'Milliseconds between frames, 60 pixels a frame; 16.7 is every frame of a 60 Hz screen.' },
      { job: 'The same, an arrow key to the frame that shows it', size: visits, reference: 'Relais, in the window', timings: [timingOf('Relais, in the window', walked)] },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function signedIn(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-CA' });
  await page.goto(address);
  await page.locator('input[name=login]').fill(benchAccount.login);
  await page.locator('input[name=password]').fill(benchAccount.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').getByRole('link', { name: /Agenda|Horaire/ }).click();
  await page.locator('.schedule-body').waitFor();
  return page;
}

async function repeated(once: () => Promise<number>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await once());
  // The first finds nothing warm.
  return times.slice(1);
}

/** Presses a key in the page and waits for the frame in which what is looked for stands. The page listens before the key is pressed. */
async function paint(page: Page, key: string, selector: string): Promise<number> {
  await page.evaluate((wanted) => {
    window.weekPainted = new Promise<number>((resolve) => {
      let pressed = 0;
      window.addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true });
      const look = (): void => {
        if (pressed > 0 && document.querySelectorAll(wanted).length > 100) requestAnimationFrame(() => resolve(performance.now() - pressed));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, selector);
  await page.keyboard.press(key);
  return page.evaluate(() => window.weekPainted);
}

/** Milliseconds between frames while the nearest scrolling ancestor of something goes down to its end and up again. */
function framesOfScroll(page: Page, selector: string): Promise<readonly number[]> {
  return page.evaluate(async (wanted) => {
    let box = document.querySelector<HTMLElement>(wanted);
    while (box && box.scrollHeight <= box.clientHeight + 4) box = box.parentElement;
    if (!box) throw new Error('nothing scrolls');
    const frames: number[] = [];
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (const step of [60, -60]) {
      for (let before = -1; before !== box.scrollTop; ) {
        before = box.scrollTop;
        box.scrollTop += step;
        const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        frames.push(at - last);
        last = at;
      }
    }
    return frames;
  }, selector);
}

async function framesOfKeys(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { walked: times });
    window.addEventListener('keydown', (event) => requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - event.timeStamp))), true);
  });
  for (let press = 0; press < 60; press += 1) await page.keyboard.press(press % 7 === 6 ? 'ArrowRight' : 'ArrowDown');
  await page.waitForTimeout(200);
  return page.evaluate(() => (window as unknown as { readonly walked: readonly number[] }).walked);
}

/** In the page: the texts as plain blocks in a grid of five columns, and how long until the frame after. */
function paintBlocks(texts: readonly string[]): Promise<number> {
  const all = document.querySelector('#all');
  if (!all) throw new Error('no place');
  all.replaceChildren();
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const started = performance.now();
      const grid = document.createElement('div');
      grid.style.cssText = 'display:grid;grid-template-columns:repeat(5,1fr);font:13px sans-serif';
      for (const text of texts) {
        const block = document.createElement('div');
        block.style.cssText = 'border:1px solid #ccc;padding:2px;min-height:18px';
        block.textContent = text;
        grid.append(block);
      }
      all.append(grid);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    });
  });
}
