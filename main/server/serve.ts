import type { App } from '../app.ts';
import { type LoopbackHost, startLoopbackHost } from './http-host.ts';

/**
 * Serves the application until SIGINT, SIGTERM or SIGHUP, then closes host and store. A signal heard again while
 * closing changes nothing: a terminal sends Ctrl+C to the whole group, and the launcher hands it on too.
 *
 * @param options.ready called once the address can be opened
 */
export async function serveUntilStopped(app: App, options: { port: number; ready: (host: LoopbackHost) => void }): Promise<void> {
  const host = await startLoopbackHost(app, { port: options.port });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  options.ready(host);
  await stopped;
  await host.close();
  await app.close();
}
