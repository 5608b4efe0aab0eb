import { createInterface } from 'node:readline';
import { run } from './child.mjs';
import { findChromium } from './chromium.mjs';
import { callersFolder, inRoot } from './paths.mjs';
import { say } from './steps.mjs';
import { hasDisplay, isRoot, openAppWindow } from './window.mjs';

/** The one line the server prints once it answers: its address, with the one-time token. */
const ready = /^Relais: (http:\/\/\S+)$/;

/**
 * Runs the app over its loopback host until it ends: in an application window when there is a display and a browser,
 * else by printing the address. Closing the window ends the app, as Ctrl+C does; the host saves and closes either way.
 *
 * @param {string} node program of Node 24
 * @param {readonly string[]} args passed on to the host
 * @returns {Promise<number>} the host's exit code
 */
export async function runLoopbackApp(node, args) {
  /** @type {ReturnType<typeof openAppWindow> | undefined} */
  let window;
  let ending = false;
  const exitCode = await run(node, [inRoot('main', 'server', 'index.ts'), ...args], {
    cwd: callersFolder(),
    stdout: 'pipe',
    onStart: (host) => {
      if (host.stdout === null) return;
      createInterface({ input: host.stdout }).on('line', (line) => {
        const url = ready.exec(line)?.[1];
        const browser = url === undefined || window !== undefined ? undefined : usableBrowser();
        if (url === undefined || browser === undefined) {
          process.stdout.write(`${line}\n`);
          return;
        }
        window = openAppWindow(browser, url);
        void window.closed.then((code) => {
          if (ending) return;
          if (code === 0) {
            host.kill('SIGTERM');
          } else {
            say('Le navigateur n’a pas pu ouvrir la fenêtre : ouvrez vous-même cette adresse.', 'The browser could not open the window: open this address yourself.');
            process.stdout.write(`${line}\n`);
          }
        });
      });
    },
  });
  ending = true;
  window?.close();
  await window?.closed;
  return exitCode;
}

/** The browser to open, or undefined after one sentence that says why the address is printed instead. */
function usableBrowser() {
  if (!hasDisplay()) {
    say('Ouvrez cette adresse dans un navigateur de cette machine (Ctrl+C pour terminer) :', 'Open this address in a browser on this machine (Ctrl+C to end):');
    return undefined;
  }
  if (isRoot()) {
    say(
      'Sous le compte root, un navigateur n’aurait plus de bac à sable : Relais n’en ouvre pas ; ouvrez vous-même cette adresse (Ctrl+C pour terminer) :',
      'As root a browser would run without its sandbox, so Relais opens none; open this address yourself (Ctrl+C to end):',
    );
    return undefined;
  }
  const browser = findChromium();
  if (browser === undefined) {
    say('Aucun Chromium, Chrome ou Edge trouvé : ouvrez cette adresse dans un navigateur (Ctrl+C pour terminer) :', 'No Chromium, Chrome or Edge found: open this address in a browser (Ctrl+C to end):');
  }
  return browser;
}
