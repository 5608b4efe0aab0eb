import { parseArgs } from 'node:util';
import { Arch, build, Platform } from 'electron-builder';
import { ensureElectronRuntime } from '../electron-runtime.mjs';
import { root } from '../launch/paths.mjs';
import { builderConfiguration } from './builder-config.ts';
import { writeNotices } from './notices.ts';

/**
 * `node build/package/package-desktop.ts [--dir]`: packs the built parts for this system into `dist/packages`. `--dir`
 * stops at the folder an installer would be made of. The stand-in of Electron serves for `--dir` alone: nobody installs it.
 * `RELAIS_UPDATE_URL` and `RELAIS_UPDATE_KEY` say where the packages look for new versions, and the key these are signed with.
 */
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
const runtime = await ensureElectronRuntime();
if (runtime === undefined || (!runtime.isOwn && !values.dir)) {
  process.stderr.write('Packages are made of Electron’s own binary, which could not be had here; --dir tries the folder in npm’s stand-in.\n');
  process.exitCode = 1;
} else {
  writeNotices();
  const address = process.env['RELAIS_UPDATE_URL'];
  const publicKey = process.env['RELAIS_UPDATE_KEY'];
  const config = builderConfiguration({ runtime: runtime.isOwn ? undefined : runtime, updates: address && publicKey ? { address, publicKey } : undefined });
  const targets = values.dir ? Platform.current().createTarget('dir', process.arch === 'arm64' ? Arch.arm64 : Arch.x64) : Platform.current().createTarget();
  await build({ targets, config, projectDir: root, publish: 'never' });
}
