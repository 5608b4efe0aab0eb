import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { App, Session } from '../app.ts';

/**
 * Browsers let in by the printed token. The token is good until the process ends and is exchanged for a cookie
 * named after the port, because cookies ignore ports.
 */
export class BrowserSessions {
  readonly token = randomBytes(24).toString('base64url');
  readonly #app: App;
  readonly #byCookie = new Map<string, Session>();
  #cookieName = '';

  constructor(app: App) {
    this.#app = app;
  }

  listenOn(port: number): void {
    this.#cookieName = `relais-${port}`;
  }

  /** Exchanges the token for a `Set-Cookie` value; null when the token is wrong. */
  admit(token: string): string | null {
    if (!sameText(token, this.token)) return null;
    const value = randomBytes(24).toString('base64url');
    this.#byCookie.set(value, this.#app.newSession());
    return `${this.#cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** The session of a request's cookie, or null. */
  of(cookieHeader: string | undefined): Session | null {
    for (const part of (cookieHeader ?? '').split(';')) {
      const [name, value] = part.trim().split('=');
      if (name !== this.#cookieName || !value) continue;
      for (const [known, session] of this.#byCookie) if (sameText(value, known)) return session;
    }
    return null;
  }
}

/** Compares in constant time. */
function sameText(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
