import type { Outputs } from '#contract/index.ts';

/** Writes to a CalDAV collection (RFC 4791): one resource an event, by PUT and DELETE. */

/** Why a server did not take it. */
export type PushProblem = NonNullable<Outputs['calendars']['pushNow']['problem']>;

const timeoutMilliseconds = 15_000;

export interface CalendarServer {
  readonly userName: string;
  readonly password: string;
}

/** Writes an event in place of what is there; null where the server took it. */
export async function putEvent(server: CalendarServer, href: string, text: string): Promise<PushProblem | null> {
  return send(server, href, { method: 'PUT', headers: { 'content-type': 'text/calendar; charset=utf-8' }, body: text });
}

/** Takes an event away; one that is not there is away. */
export async function deleteEvent(server: CalendarServer, href: string): Promise<PushProblem | null> {
  return send(server, href, { method: 'DELETE' }, [404, 410]);
}

async function send({ userName, password }: CalendarServer, href: string, request: { method: string; headers?: Readonly<Record<string, string>>; body?: string }, fine: readonly number[] = []): Promise<PushProblem | null> {
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
  try {
    // A redirection would send the password wherever it points.
    const answer = await fetch(href, { ...request, headers: { ...request.headers, authorization }, redirect: 'manual', signal: AbortSignal.timeout(timeoutMilliseconds) });
    await answer.body?.cancel();
    if (answer.ok || fine.includes(answer.status)) return null;
    if (answer.status === 401 || answer.status === 403) return 'REFUSED';
    if (answer.status === 404 || answer.status === 409) return 'NO_COLLECTION';
    return answer.status >= 300 && answer.status < 400 ? 'REDIRECTED' : 'FAILED';
  } catch {
    return 'UNREACHABLE';
  }
}
