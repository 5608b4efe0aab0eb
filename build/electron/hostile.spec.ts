import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, signIn, test } from './fixtures.ts';
import type { Desktop } from './test-machine.ts';

/** What the page could try if a script of somebody else ran in it. The policy, the preload and main must each hold. */
test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
/** A site of somebody else, and what reached it. */
let site: Server;
let address = '';
const visits: string[] = [];

test.beforeAll(async ({ machine, desk }) => {
  site = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('content-type', 'text/html');
    response.setHeader('access-control-allow-origin', '*');
    response.end('<!doctype html><title>elsewhere</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((site.address() as AddressInfo).port)}`;
  desktop = await machine.open(desk);
});
test.afterAll(async () => {
  await desktop.application.close();
  site.close();
});

test('the preload adds nothing to the window, and there is no word of Node or Electron in it', async ({ desk }) => {
  const { application, page } = desktop;
  const without = await application.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, partition: 'relais' } });
    await window.loadURL('app://relais/');
    const found = (await window.webContents.executeJavaScript('Object.getOwnPropertyNames(window)')) as string[];
    window.destroy();
    return found;
  });
  await expect(page.getByLabel('Nom d’utilisateur')).toBeVisible();
  const found = await page.evaluate(() => Object.getOwnPropertyNames(window));
  expect(found.filter((name) => !without.includes(name))).toEqual([]);
  const reached = await page.evaluate(() => ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter((name) => name in window));
  expect(reached).toEqual([]);
  await signIn(page, desk.clinic);
});

test('no channel can be chosen: one port was taken, no other message or port is heard', async () => {
  const { application, page } = desktop;
  const channels = await application.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
  // Electron itself listens to `error`.
  expect(channels.filter((name) => name !== 'error')).toEqual(['relais:port']);
  const answer = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise((resolve) => {
      port1.onmessage = () => { resolve('answered'); };
      setTimeout(() => { resolve('silence'); }, 400);
    });
    window.postMessage('relais:port', '*', [port2]);
    port1.postMessage('{"i":"1","p":{"u":"/session/status"}}');
    return await heard;
  });
  expect(answer).toBe('silence');
});

test('a port is refused from any address but the page’s, even with our preload', async () => {
  const { application } = desktop;
  const handOver = `new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve('answered');
    port1.onclose = () => resolve('closed');
    setTimeout(() => resolve('silence'), 3000);
    window.postMessage('relais:port', '*', [port2]);
    port1.postMessage('{"i":"1","p":{"u":"/session/status"}}');
  })`;
  const outcomes = await application.evaluate(
    async ({ app, BrowserWindow }, { code, places }) => {
      const found: unknown[] = [];
      for (const place of places) {
        const preload = `${app.getAppPath()}/dist/preload/preload.cjs`;
        const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, preload, partition: 'stranger' } });
        await window.loadURL(place);
        found.push(await window.webContents.executeJavaScript(code));
        window.destroy();
      }
      return found;
    },
    { code: handOver, places: [`${address}/stranger`, 'data:text/html,<!doctype html>'] },
  );
  expect(outcomes).toEqual(['closed', 'closed']);
});

test('no navigation, no window, no frame, no file, nothing sent elsewhere', async () => {
  const { application, page } = desktop;
  visits.length = 0;
  const outcome = await page.evaluate(async (elsewhere) => {
    const tried: Record<string, string> = {};
    const attempt = async (name: string, work: () => unknown): Promise<void> => {
      try {
        const result = await work();
        tried[name] = result === null ? 'null' : 'done';
      } catch (error) {
        tried[name] = error instanceof Error ? error.name : 'refused';
      }
    };
    await attempt('window.open', () => window.open(`${elsewhere}/open`));
    await attempt('fetch', () => fetch(`${elsewhere}/fetch`));
    await attempt('fetch file', () => fetch('file:///etc/passwd'));
    await attempt('fetch other host', () => fetch('app://other/index.html'));
    // In a task of its own: what Playwright evaluates may evaluate.
    await attempt('eval', () => new Promise((resolve, reject) => {
      setTimeout(() => {
        try {
          resolve((0, eval)('1'));
        } catch (error) {
          reject(error instanceof Error ? error : new Error('refused'));
        }
      });
    }));
    await attempt('worker', () => new Promise((resolve, reject) => {
      const worker = new Worker('data:text/javascript,postMessage(1)');
      worker.onmessage = resolve;
      worker.onerror = () => { reject(new Error('refused')); };
    }));
    await attempt('socket', () => new Promise((resolve, reject) => {
      const socket = new WebSocket(elsewhere.replace('http', 'ws'));
      socket.onopen = resolve;
      socket.onerror = () => { reject(new Error('refused')); };
    }));
    const add = (html: string): void => document.body.insertAdjacentHTML('beforeend', html);
    add(`<img src="${elsewhere}/image"><iframe src="${elsewhere}/frame"></iframe><iframe srcdoc="<script>parent.marked=1</script>"></iframe><object data="${elsewhere}/object"></object>`);
    const script = document.createElement('script');
    script.textContent = 'window.marked = true';
    document.body.append(script);
    add(`<form id="out" action="${elsewhere}/form"></form><a id="away" href="${elsewhere}/link">x</a><a id="saved" download="x.txt" href="data:text/plain,x">x</a>`);
    (document.querySelector('#out') as HTMLFormElement).submit();
    (document.querySelector('#away') as HTMLAnchorElement).click();
    (document.querySelector('#saved') as HTMLAnchorElement).click();
    for (const place of [`${elsewhere}/location`, 'file:///etc/passwd', 'app://other/', 'data:text/html,x', 'chrome://version/', 'app://relais/assets/']) {
      await attempt(`location ${place.slice(0, 8)}`, () => {
        location.href = place;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const element of document.querySelectorAll('body > img, body > iframe, body > object, body > form, body > a, body > script:not([src])')) element.remove();
    return { tried, marked: 'marked' in window, at: location.href };
  }, address);
  expect(outcome.tried).toMatchObject({ 'window.open': 'null', fetch: 'TypeError', 'fetch file': 'TypeError', 'fetch other host': 'TypeError', eval: 'EvalError', worker: 'SecurityError', socket: 'Error' });
  expect(outcome.marked).toBe(false);
  expect(outcome.at).toBe('app://relais/');
  expect(visits).toEqual([]);
  expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()))).toEqual(['app://relais/']);
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await expect(page).toHaveURL('app://relais/');
  await expect(page.locator('.frame')).toBeVisible();
});

test('no permission: camera, microphone, place, notifications, clipboard, devices', async () => {
  const { page } = desktop;
  const outcome = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'persistent-storage', 'idle-detection', 'window-management', 'local-fonts'];
    const states: Record<string, string> = {};
    for (const name of names) states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state;
    const refused = async (work: () => Promise<unknown>): Promise<boolean> => work().then(() => false, () => true);
    return {
      granted: names.filter((name) => states[name] === 'granted'),
      camera: await refused(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
      clipboard: await refused(() => navigator.clipboard.readText()),
      place: await refused(() => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
      notification: await Notification.requestPermission(),
      workers: await refused(() => navigator.serviceWorker.register('index.js')),
    };
  });
  expect(outcome).toEqual({ granted: [], camera: true, screen: true, clipboard: true, place: true, notification: 'denied', workers: true });
});
