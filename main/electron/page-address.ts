/** Where the desktop host serves the page: a scheme of its own, so that no web page shares its origin. */
export const pageScheme = 'app';
export const pageHost = 'relais';
export const pageUrl = `${pageScheme}://${pageHost}/`;

/**
 * Whether an address is the page's. Scheme and host are compared: `URL.origin` is `"null"` for `app:` as it is for
 * `file:` and `data:`, so comparing origins would let those in.
 */
export function isPageUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${pageScheme}:` && host === pageHost;
}

/** The frame a message came from, as Electron tells it; null once the frame is gone. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: object | null;
}

/** Whether a message comes from the page itself: a live main frame at the page's address. Anything else is refused. */
export function isPageFrame(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}
