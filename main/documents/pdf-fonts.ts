import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Inter whole (Latin with every accent, Greek, Cyrillic, Vietnamese), so that any name of a registry can be printed. */
const packaged = {
  normal: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  bold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
} as const;

/** The font's files: from its package as source, from the folder beside the bundle once built (`build/build.ts` puts them there). */
export const fontFiles = import.meta.url.endsWith('.ts') ? fromPackage() : besideBundle();

function fromPackage(): Readonly<Record<keyof typeof packaged, string>> {
  const { resolve } = createRequire(import.meta.url);
  return { normal: resolve(packaged.normal), bold: resolve(packaged.bold) };
}

function besideBundle(): Readonly<Record<keyof typeof packaged, string>> {
  const place = (name: string): string => fileURLToPath(new URL(`./fonts/${name}`, import.meta.url));
  return { normal: place('Inter_400Regular.ttf'), bold: place('Inter_600SemiBold.ttf') };
}
