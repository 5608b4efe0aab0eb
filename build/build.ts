import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { hostConfig, mainConfig, pageConfig, preloadConfig } from './vite.config.ts';

/** Builds into `dist/`: `node build/build.ts [renderer] [main] [preload] [host]`, the three of the desktop when none is named. */
const configurations = { renderer: pageConfig, main: mainConfig, preload: preloadConfig, host: hostConfig } as const;
type Part = keyof typeof configurations;

function isPart(name: string): name is Part {
  return Object.hasOwn(configurations, name);
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !isPart(name));
if (unknown.length > 0) {
  process.stderr.write(`Unknown part: ${unknown.join(', ')} (renderer, main, preload, host)\n`);
  process.exitCode = 2;
} else {
  const parts: readonly Part[] = named.length > 0 ? named.filter(isPart) : ['renderer', 'main', 'preload'];
  for (const part of parts) await build({ ...configurations[part], configFile: false, logLevel: 'warn' });
  for (const part of ['main', 'host'] as const) if (parts.includes(part)) copyFonts(configurations[part].build?.outDir ?? '');
}

/** The font of the documents (`main/documents/pdf-fonts.ts`) lies beside the bundle that opens it. */
function copyFonts(outDirectory: string): void {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(outDirectory, 'fonts');
  mkdirSync(folder, { recursive: true });
  for (const name of ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf', 'LICENSE_FONT']) {
    copyFileSync(resolve(`@expo-google-fonts/inter/${name}`), join(folder, basename(name)));
  }
}
