import type { Session, WebContents } from 'electron';
import { isPageUrl, pageUrl } from './page-address.ts';

/** The page stays the page: no navigation elsewhere, no new window, no embedded view, no frame. */
export function confineNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    // The page itself, loaded again, is the only place to go: it has no second address.
    if (!event.isMainFrame || event.url !== pageUrl) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('did-navigate', (_event, address) => {
    // Chromium asks nobody before it goes to `about:blank`.
    if (!isPageUrl(address)) void contents.loadURL(pageUrl);
  });
}

/** What the page may ask for: copying what a button says it copies, on a click. Calls open in the person's own browser. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Every other permission is refused, and so are devices. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(granted.has(permission) && isPageUrl(requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => granted.has(permission) && isPageUrl(origin));
  session.setDevicePermissionHandler(() => false);
}
