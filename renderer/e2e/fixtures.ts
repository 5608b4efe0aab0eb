import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { FirstStartPage } from './first-start-page.ts';
import { startServer, type TestServer } from './server.ts';

interface Fixtures {
  /** A host on an empty data folder, for this test only. */
  readonly server: TestServer;
  /** What the page complained about; must stay empty. */
  readonly complaints: string[];
  /** A page opened at the host's address. */
  readonly relais: Page;
}

/** Journeys begin with `relais`: a fresh host, its page open, and nothing on the console by the end. */
export const test = base.extend<Fixtures>({
  server: async ({}, provide) => {
    const server = await startServer();
    await provide(server);
    await server.stop();
  },
  complaints: async ({ page }, provide) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
    });
    await provide(complaints);
    expect(complaints, 'the page must not complain on its console (policy, React, script)').toEqual([]);
  },
  relais: async ({ page, server, complaints }, provide) => {
    await page.goto(server.address);
    expect(complaints).toEqual([]);
    await provide(page);
  },
});

/** Journeys that begin in an open clinic: `relais` has its administrator signed in. How it is begun: `first-start.spec.ts`. */
export const inClinic = test.extend({
  server: async ({}, provide) => {
    const server = await startServer({ begun: true });
    await provide(server);
    await server.stop();
  },
  relais: async ({ relais }, provide) => {
    await new FirstStartPage(relais, 'fr').enter();
    await provide(relais);
  },
});

export { expect } from '@playwright/test';

/** No violation of WCAG 2.2 A and AA, and axe's own rules of structure, on the screen as it stands. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // Only what is wrong is asked for, on the page itself: a report of all that is right takes most of the time of a journey.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'], iframes: false }).setLegacyMode().analyze();
  const found = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found, `accessibility of ${screen}`).toEqual([]);
}

/** No key of the catalogue shown in place of its text. */
export async function expectNoMissingText(page: Page, screen: string): Promise<void> {
  const text = await page.locator('body').innerText();
  const keys = text.match(/\b[a-z]+(?:\.[a-zA-Z0-9-]+){1,4}\b/g) ?? [];
  const addresses = /\.(test|ca|com|org|qc|csv)$/;
  expect(keys.filter((key) => !addresses.test(key) && !/^[a-z]\.[a-z]+$/.test(key) && !/^clinic\.\d+$/.test(key)), `texts of ${screen}`).toEqual([]);
}
