import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../app.ts';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import { fixedClock } from './test-clinic.ts';

export interface TestApp {
  readonly app: App;
  readonly log: ReturnType<typeof memoryLog>;
  readonly clock: ReturnType<typeof fixedClock>;
  close(): Promise<void>;
}

/** The application with an empty data folder and a page of one line. */
export function createTestApp(): TestApp {
  const parent = mkdtempSync(join(tmpdir(), 'relais-app-'));
  const pageDirectory = join(parent, 'page');
  mkdirSync(pageDirectory);
  writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html><title>Relais</title><meta nonce="__CSP_NONCE__">');
  const log = memoryLog();
  const clock = fixedClock();
  const app = createApp({ clock, newId, log, dataDirectory: join(parent, 'data'), pageDirectory }, { demonstrationPatients: 60 });
  return {
    app,
    log,
    clock,
    close: async () => {
      await app.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
