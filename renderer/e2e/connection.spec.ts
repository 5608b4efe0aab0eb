import { expect, test } from '@playwright/test';
import type { WebSocketRoute } from '@playwright/test';
import { FirstStartPage } from './first-start-page.ts';
import { startServer } from './server.ts';

test('a cut connection is said in the header, nothing typed is lost, and it heals by itself', async ({ page }) => {
  const server = await startServer();
  let isCut = false;
  let current: WebSocketRoute | undefined;
  await page.routeWebSocket('**/rpc', (socket) => {
    current = socket;
    if (isCut) void socket.close({ code: 1001 });
    else socket.connectToServer();
  });
  await page.goto(server.address);
  await new FirstStartPage(page, 'fr').createClinic();

  isCut = true;
  await current?.close({ code: 1001 });
  await expect(page.getByText(/Connexion perdue depuis/)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bel');
  await expect(page.getByRole('combobox')).toHaveValue('bel');

  isCut = false;
  await expect(page.getByText(/Connexion perdue depuis/)).toBeHidden({ timeout: 20_000 });
  await expect(page.getByRole('combobox')).toHaveValue('bel');
  await server.stop();
});

test('a form survives a cut: the command says so, and goes through afterwards', async ({ page }) => {
  const server = await startServer();
  let isCut = false;
  const open: WebSocketRoute[] = [];
  await page.routeWebSocket('**/rpc', (socket) => {
    open.push(socket);
    if (isCut) void socket.close({ code: 1001 });
    else socket.connectToServer();
  });
  await page.goto(server.address);
  const start = new FirstStartPage(page, 'fr');
  await start.begin();
  await start.fillClinic('Rhumatologie Rosemont');
  await start.fillPlace('06');
  await start.fillAdministrator();

  isCut = true;
  await open.at(-1)?.close({ code: 1001 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('La clinique n’a pas été créée.')).toBeVisible();
  await expect(page.getByLabel('Prénom')).toHaveValue('Geneviève');

  isCut = false;
  await expect(async () => {
    await page.locator('button[type="submit"]').click();
    await expect(page.locator('.paper')).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await server.stop();
});
