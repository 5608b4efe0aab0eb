import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { mainConfig, pageConfig, preloadConfig } from './vite.config.ts';

/** Builds into `dist/`: `node build/build.ts [renderer] [main] [preload]`, all three when none is named. */
const configurations = { renderer: pageConfig, main: mainConfig, preload: preloadConfig } as const;
type Part = keyof typeof configurations;

function isPart(name: string): name is Part {
  return Object.hasOwn(configurations, name);
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !isPart(name));
if (unknown.length > 0) {
  process.stderr.write(`Unknown part: ${unknown.join(', ')} (renderer, main, preload)\n`);
  process.exitCode = 2;
} else {
  const parts = named.length > 0 ? named.filter(isPart) : (['renderer', 'main', 'preload'] as const);
  for (const part of parts) await build({ ...configurations[part], configFile: false, logLevel: 'warn' });
  if (parts.includes('main')) copyFonts(mainConfig.build?.outDir ?? '');
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
