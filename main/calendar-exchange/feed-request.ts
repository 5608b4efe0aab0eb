import { feedPath } from '#contract/calendars.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { securityHeaders } from '../platform/resources.ts';

const [before = '', after = ''] = feedPath('|').split('|');

/** Whether an address is one a calendar is read at. */
export function isFeedAddress(address: string): boolean {
  return new URL(address).pathname.startsWith(before);
}

/**
 * Answers `GET /calendar/<token>.ics`, to whoever knows the address: no cookie, no account. Everything else, a closed address
 * too, is "not found"; while no clinic is open, "later". The host has checked Host.
 */
export async function answerFeed(request: Request, clinic: OpenClinic | null): Promise<Response> {
  const headers = securityHeaders('none');
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { ...headers, allow: 'GET, HEAD' } });
  if (!clinic) return new Response(null, { status: 503, headers: { ...headers, 'retry-after': '600' } });
  const path = new URL(request.url).pathname;
  const token = path.endsWith(after) ? path.slice(before.length, -after.length) : '';
  const text = /^[A-Za-z0-9_-]{43}$/.test(token) ? await clinic.services.feeds.read(token) : null;
  if (text === null) return new Response(null, { status: 404, headers });
  return new Response(request.method === 'HEAD' ? null : text, { status: 200, headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8' } });
}
