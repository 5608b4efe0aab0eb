import { z } from 'zod';
import { deliveryPath } from '#contract/deliveries.ts';
import { id } from '#contract/values.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { securityHeaders } from '../platform/resources.ts';
import type { Session } from '../users/session.ts';
import { attachmentHeader } from './file-name.ts';

const prefix = deliveryPath('');

/** Whether an address is one a file is fetched at. */
export function isDeliveryAddress(address: string): boolean {
  return new URL(address).pathname.startsWith(prefix);
}

/**
 * Answers `GET /delivery/<id>`: the file, once, to the window it was made for while its person may act. Everything else is
 * "not found", whatever the reason. The host has checked cookie and Host.
 */
export async function answerDelivery(request: Request, session: Session, clinic: OpenClinic | null): Promise<Response> {
  const headers = securityHeaders('none');
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...headers, allow: 'GET' } });
  const deliveryId = z.safeParse(id, new URL(request.url).pathname.slice(prefix.length));
  const file = deliveryId.success && session.caller && clinic ? await clinic.services.files.take(session, deliveryId.data) : null;
  if (!file) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(file.content), {
    status: 200,
    headers: { ...headers, 'content-type': file.mediaType, 'content-length': String(file.content.length), 'content-disposition': attachmentHeader(file.name) },
  });
}
