import type { WebContents } from 'electron';
import { type DesktopSignal, desktopSignalEvent } from '#contract/desktop-signals.ts';

/** A page that does not answer must not hold up a lock or a shutdown. */
const patienceMilliseconds = 2_000;

/** Tells the page to keep what is typed, or to lock; resolves once it has, or after two seconds. */
export async function signalPage(contents: WebContents, signal: DesktopSignal): Promise<void> {
  if (contents.isDestroyed() || contents.isCrashed()) return;
  const raise = `new Promise((done) => { window.dispatchEvent(new CustomEvent('${desktopSignalEvent}', { detail: { signal: '${signal}', done: () => done(null) } })); setTimeout(done, ${String(patienceMilliseconds)}, null); })`;
  const timeout = new Promise((resolve) => setTimeout(resolve, patienceMilliseconds));
  // A page that is being replaced answers nothing.
  await Promise.race([contents.executeJavaScript(raise).catch(() => undefined), timeout]);
}
