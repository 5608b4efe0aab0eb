import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const inRoot = (place: string): string => fileURLToPath(new URL(`../${place}`, import.meta.url));

/** Writes which packages a part was built from to `dist/built-from/`: what is bundled is shipped, and its licence with it. */
function recordPackages(part: string): Plugin {
  const packages = new Set<string>();
  return {
    name: 'relais-record-packages',
    // Not `writeBundle`: the threads of the page are generated, and written with the page.
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
      for (const id of modules) {
        const name = /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1]?.replace('\\', '/');
        if (name !== undefined) packages.add(name);
      }
      mkdirSync(inRoot('dist/built-from'), { recursive: true });
      writeFileSync(inRoot(`dist/built-from/${part}.json`), JSON.stringify([...packages].sort()));
    },
  };
}

/** What the reader of PDFs fetches by name when a scan is in JPEG 2000: its decoder without WebAssembly, which the page's policy refuses. */
function pdfDecoder(): Plugin {
  const file = 'openjpeg_nowasm_fallback.js';
  return {
    name: 'relais-pdf-decoder',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: `pdf/${file}`, source: readFileSync(inRoot(`node_modules/pdfjs-dist/wasm/${file}`)) });
    },
  };
}

const threadPackages = recordPackages('renderer-threads');

/**
 * The page. Relative addresses serve both hosts (`http://127.0.0.1:PORT/` and `app://relais/`); nothing is inlined,
 * since the page's policy allows neither inline scripts nor `data:` fonts.
 */
export const pageConfig = defineConfig({
  root: inRoot('renderer'),
  base: './',
  cacheDir: inRoot('node_modules/.cache/vite'),
  plugins: [react(), recordPackages('renderer'), pdfDecoder()],
  worker: { format: 'es', plugins: () => [threadPackages] },
  build: {
    outDir: inRoot('dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
  },
});

/** What the main process takes from `node_modules` at run time: native modules, and Electron itself. */
const nativePackages = ['electron', 'better-sqlite3', 'pg', '@node-rs/argon2'];

/**
 * A program of Node and the long-work thread, as ES modules. Every file lands in one folder, so that what finds its
 * neighbour by `import.meta.url` finds it there too.
 */
function programConfig({ part, entry, target }: { part: string; entry: string; target: string }) {
  return defineConfig({
    root: inRoot('.'),
    cacheDir: inRoot('node_modules/.cache/vite'),
    publicDir: false,
    plugins: [recordPackages(part)],
    ssr: { noExternal: true, external: nativePackages },
    // What the library of the documents asks of CommonJS, answered by the module it is bundled into.
    define: { __dirname: 'import.meta.dirname' },
    build: {
      ssr: true,
      outDir: inRoot(`dist/${part}`),
      emptyOutDir: true,
      target,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { index: inRoot(entry), 'long-work-worker': inRoot('main/long-work-worker.ts') },
        external: [...nativePackages, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** The desktop host, for the Node inside Electron. */
export const mainConfig = programConfig({ part: 'main', entry: 'main/electron/index.ts', target: 'node20' });

/** The loopback host as the journeys start it, once each: in a third of the time of its sources. */
export const hostConfig = programConfig({ part: 'host', entry: 'main/server/index.ts', target: 'node24' });

/** The preload: one CommonJS file, since a sandboxed page loads no ES module, requiring `electron` alone. */
export const preloadConfig = defineConfig({
  root: inRoot('.'),
  cacheDir: inRoot('node_modules/.cache/vite'),
  publicDir: false,
  build: {
    outDir: inRoot('dist/preload'),
    emptyOutDir: true,
    target: 'es2023',
    minify: false,
    lib: { entry: inRoot('preload/index.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
