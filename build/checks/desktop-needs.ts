import { ensureElectronRuntime } from '../electron-runtime.mjs';
import { findDisplayServer } from '../launch/display-server.mjs';

/** Why the desktop application cannot be tried on this machine, in a few words; undefined where it can. */
export async function whyNoDesktop(): Promise<string | undefined> {
  const hasScreen = process.platform !== 'linux' || findDisplayServer() !== undefined || Boolean(process.env['DISPLAY']);
  if (!hasScreen) return 'no screen: Xvfb is not installed, and DISPLAY names none';
  return (await ensureElectronRuntime()) === undefined ? 'no Electron could be had, neither its own nor the one in npm (see above)' : undefined;
}
