import { chmodSync, cpSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ElectronRuntime } from '../electron-runtime.mjs';
import { inRoot } from '../launch/paths.mjs';

/** The application under test, laid out where any account can read it. */
export interface StagedApplication {
  /** Electron as it can be driven by its inspector, with the packaged archive. */
  readonly program: string;
  readonly args: readonly string[];
  /** The package as a clinic gets it. */
  readonly packagedProgram: string;
  /** Its folder of resources, with the archive. */
  readonly packagedResources: string;
}

/** Where electron-builder leaves the folder an installer is made of, by system. */
const packages = {
  linux: { folder: 'linux-unpacked', program: 'relais', resources: 'resources' },
  win32: { folder: 'win-unpacked', program: 'Relais.exe', resources: 'resources' },
  darwin: { folder: process.arch === 'arm64' ? 'mac-arm64' : 'mac', program: 'Relais.app/Contents/MacOS/Relais', resources: 'Relais.app/Contents/Resources' },
} as const;

/**
 * Lays out the package made by `build/package/package-desktop.ts --dir`, and an Electron to drive its archive in. The
 * stand-in has no default application that would take a path, so there the archive lies where a package has it.
 *
 * @throws when nothing was packed
 */
export function stageApplication(runtime: ElectronRuntime, folder: string): StagedApplication {
  const { platform } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') throw new Error(`No package for ${platform}.`);
  const place = packages[platform];
  const made = inRoot('dist', 'packages', place.folder);
  if (!existsSync(path.join(made, place.resources, 'app.asar'))) throw new Error('Nothing was packed: run build/package/package-desktop.ts --dir.');
  // Elsewhere the tests run as an ordinary person, who can read the project.
  const packed = platform === 'linux' ? path.join(folder, 'package') : made;
  if (platform === 'linux') linkFolder(made, packed);
  const staged = { packagedProgram: path.join(packed, place.program), packagedResources: path.join(packed, place.resources) };
  if (runtime.isOwn) return { program: runtime.program, args: [path.join(staged.packagedResources, 'app.asar')], ...staged };
  const electron = path.join(folder, 'electron');
  linkFolder(runtime.folder, electron);
  for (const part of ['app.asar', 'app.asar.unpacked']) cpSync(path.join(staged.packagedResources, part), path.join(electron, 'resources', part), { recursive: true });
  return { program: path.join(electron, 'electron'), args: [], ...staged };
}

/** Hard links where the file system allows, else copies; Chromium's helper may take the rights it needs. */
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
  mkdirSync(path.join(to, 'resources'), { recursive: true });
  // For kernels that give ordinary accounts no namespaces of their own.
  if (process.getuid?.() === 0) chmodSync(path.join(to, 'chrome-sandbox'), 0o4755);
}
