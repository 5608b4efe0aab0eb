import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { ensureElectronRuntime } from '../electron-runtime.mjs';
import { startPostgres } from '../testing/postgres-server.ts';
import { type Account, giveTo, ordinaryAccount, programAs } from './account.ts';
import { createDeskClinic, type DeskClinic } from './desk-clinic.ts';
import { startDisplay } from './display.ts';
import { stageApplication } from './staged-app.ts';

/** A person's home on the machine. It outlives the application started in it. */
export interface Place {
  readonly folder: string;
  /** Folder of Relais's own data. */
  readonly dataDirectory: string;
}

/** A person's home, and the clinic they work in. */
export interface Desk extends Place {
  readonly clinic: DeskClinic;
}

/** The application running at a desk, as Playwright drives it. */
export interface Desktop {
  readonly application: ElectronApplication;
  readonly page: Page;
  /** What the page complained about on its console. */
  readonly complaints: readonly string[];
}

/** The computer of the tests: Electron, a screen, an ordinary account, PostgreSQL. */
export interface TestMachine {
  readonly version: string;
  readonly isOwn: boolean;
  readonly account: Account | undefined;
  /** A desk with a clinic of its own on PostgreSQL, filled with the fictional people and requests of the demonstration. */
  newDesk(): Promise<Desk>;
  /** A home without a clinic. */
  newPlace(): Place;
  /** Starts the application at a desk, in the sandbox it ships with. */
  open(desk: Desk | Place, options?: { readonly language?: 'fr' | 'en' }): Promise<Desktop>;
  /** The package as a clinic gets it. */
  readonly packaged: { readonly program: string; readonly resources: string };
  /** Starts a program at a desk without Playwright; what it prints can be read. */
  spawn(desk: Desk, which: 'driven' | 'packaged', options?: { readonly args?: readonly string[]; readonly environment?: Readonly<Record<string, string>> }): ChildProcess;
  stop(): Promise<void>;
}

/** @throws when there is no Electron to be had */
export async function startTestMachine(): Promise<TestMachine> {
  const runtime = await ensureElectronRuntime();
  if (runtime === undefined) throw new Error('No Electron could be had.');
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-desktop-'));
  chmodSync(folder, 0o755);
  const account = ordinaryAccount();
  const { program, args, packagedProgram, packagedResources } = stageApplication(runtime, folder);
  const asPerson = programAs(account, program, folder);
  const packagedAsPerson = programAs(account, packagedProgram, folder);
  const display = await startDisplay(account);
  const postgres = await startPostgres();
  let desks = 0;

  const environmentOf = (desk: Place, language: 'fr' | 'en'): Record<string, string> => ({
    ...(process.platform === 'linux' ? { PATH: process.env['PATH'] ?? '' } : (process.env as Record<string, string>)),
    HOME: desk.folder,
    XDG_DATA_HOME: path.join(desk.folder, 'data'),
    XDG_CONFIG_HOME: path.join(desk.folder, 'config'),
    XDG_CACHE_HOME: path.join(desk.folder, 'cache'),
    LOCALAPPDATA: path.join(desk.folder, 'data'),
    TMPDIR: path.join(desk.folder, 'temporary'),
    LANGUAGE: language === 'fr' ? 'fr_CA' : 'en_CA',
    LC_ALL: 'C.UTF-8',
    TZ: 'America/Toronto',
    ...(display.name === undefined ? {} : { DISPLAY: display.name }),
  });

  const newPlace = (): Place => {
    const place = path.join(folder, `desk-${String((desks += 1))}`);
    mkdirSync(path.join(place, 'temporary'), { recursive: true });
    return { folder: place, dataDirectory: path.join(place, 'data', 'Relais') };
  };

  return {
    version: runtime.version,
    isOwn: runtime.isOwn,
    account,
    newDesk: async () => {
      const place = newPlace();
      const clinic = await createDeskClinic(path.join(place.folder, 'clinic'), postgres.url);
      giveTo(account, place.folder);
      return { ...place, clinic };
    },
    newPlace: () => {
      const place = newPlace();
      giveTo(account, place.folder);
      return place;
    },
    open: async (desk, { language = 'fr' } = {}) => {
      const application = await _electron.launch({
        executablePath: asPerson,
        args: [...args, ...('clinic' in desk ? ['--clinic', desk.clinic.directory] : [])],
        cwd: desk.folder,
        env: environmentOf(desk, language),
        chromiumSandbox: true,
        // The page keeps the policy it ships with.
        bypassCSP: false,
      });
      const page = await application.firstWindow();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
      });
      return { application, page, complaints };
    },
    packaged: { program: packagedProgram, resources: packagedResources },
    spawn: (desk, which, { args: more = [], environment = {} } = {}) =>
      spawn(which === 'packaged' ? packagedAsPerson : asPerson, [...(which === 'packaged' ? [] : args), '--clinic', desk.clinic.directory, ...more], {
        cwd: desk.folder,
        env: { ...environmentOf(desk, 'fr'), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    stop: async () => {
      await postgres.stop();
      display.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
