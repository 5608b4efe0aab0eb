import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { ProcessMessages } from './process-messages.ts';
import type { Schema } from './schema.ts';

const channel = 'relais';
/** Waits before each new attempt, in milliseconds; the last one repeats. */
const retryDelays = [100, 250, 500, 1000, 2000, 5000];

/**
 * Messages by LISTEN and NOTIFY.
 *
 * @param newClient a client not yet connected, for the listener alone: a pool would hand its connection to others
 */
export function createPostgresMessages(db: Kysely<Schema>, newClient: () => pg.Client): ProcessMessages {
  return {
    sendWithin: async (transaction, text) => {
      await sql`select pg_notify(${channel}, ${text})`.execute(transaction);
    },
    send: async (text) => {
      await sql`select pg_notify(${channel}, ${text})`.execute(db);
    },
    listen: ({ heard, missed }) => {
      let client: pg.Client | null = null;
      let timer: NodeJS.Timeout | null = null;
      let failures = 0;
      let isStopped = false;
      let hasHeard = false;
      let connecting: Promise<void> = Promise.resolve();

      const lost = (one: pg.Client): void => {
        if (isStopped || client !== one) return;
        client = null;
        one.removeAllListeners('notification');
        // What is left of it; a connection already dead refuses to be ended.
        one.end().catch(() => undefined);
        const delay = retryDelays[Math.min(failures, retryDelays.length - 1)];
        failures += 1;
        timer = setTimeout(() => {
          connecting = connect();
        }, delay);
        timer.unref();
      };
      const connect = async (): Promise<void> => {
        const one = newClient();
        client = one;
        one.on('error', () => lost(one));
        one.on('end', () => lost(one));
        one.on('notification', ({ channel: on, payload }) => {
          if (on === channel && payload !== undefined) heard(payload);
        });
        try {
          await one.connect();
          await one.query(`listen ${channel}`);
        } catch {
          // A server that is away is tried again: what needs it now says so by itself.
          lost(one);
          return;
        }
        failures = 0;
        if (hasHeard) missed();
        hasHeard = true;
      };
      connecting = connect();

      return async () => {
        isStopped = true;
        if (timer) clearTimeout(timer);
        await connecting;
        await client?.end().catch(() => undefined);
      };
    },
  };
}
