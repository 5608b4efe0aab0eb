import { fileURLToPath } from 'node:url';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The only files that may read the clock, draw randomness or make identifiers; everyone else is handed them. */
const doors = ['main/platform/clock.ts', 'main/platform/ids.ts', 'main/platform/log.ts', 'renderer/text/format.ts'];

/** Where the console is the product: the log and the command line's output. */
const consoleDoors = ['main/platform/log.ts', 'main/command-line/output.ts', 'build/**'];

/** Where files of the machine are read and written: hosts, platform, clinic folders, command line, build, tests. */
const fileDoors = [
  'main/electron/**',
  'main/server/**',
  'main/platform/**',
  'main/backup/**',
  'main/clinics/**',
  'main/command-line/**',
  '**/testing/**',
  'build/**',
  'renderer/e2e/**',
];

const tests = ['**/*.test.ts', '**/*.test.tsx', 'renderer/e2e/**', '**/testing/**', 'build/**'];

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

const nonDeterminism = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The time comes from the Clock port.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The time comes from the Clock port.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'The time comes from the Clock port.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'The time comes from the Clock port.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Randomness comes from a port or a seed.' },
  { selector: "CallExpression[callee.property.name='randomUUID']", message: 'Identifiers come from the NewId port.' },
  { selector: "CallExpression[callee.name='randomUUID']", message: 'Identifiers come from the NewId port.' },
];

const fileSystem = ['node:fs', 'node:fs/promises', 'fs', 'fs/promises'].map((name) => ({
  name,
  message: 'Files are read and written by the hosts, the platform, the clinic folders and the command line.',
}));

/** The environment a file is typed in (the last that names it), so that linting one folder loads one program. */
function typed(/** @type {string} */ environment, /** @type {string[]} */ files) {
  const parserOptions = { project: `${environment}/tsconfig.json`, tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)) };
  return { files, languageOptions: { parserOptions } };
}

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  ...tseslint.configs.recommendedTypeChecked,
  typed('preload', ['preload/*.ts']),
  typed('preload/contract', ['preload/contract/**/*.ts']),
  typed('migrations', ['migrations/**/*.ts']),
  typed('main', ['main/**/*.ts', 'migrations/**/*.test.ts', 'preload/contract/**/*.{test,test-d}.ts']),
  typed('renderer', ['renderer/**/*.{ts,tsx}']),
  typed('build', ['build/**', 'preload/*.test.ts', 'renderer/e2e/**', 'renderer/**/*.test.{ts,tsx}']),
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-syntax': ['error', noDefaultExport, ...nonDeterminism],
      'no-restricted-imports': ['error', { paths: fileSystem }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Ports and units of work are plain objects of functions that never read `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // Speaks to the React compiler, which we do not use; the virtualised table cannot avoid it.
      'react-hooks/incompatible-library': 'off',
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((name) => ({ name, message: 'The page stores nothing on disk.' })),
      ],
    },
  },
  { files: doors, rules: { 'no-restricted-syntax': ['error', noDefaultExport] } },
  { files: consoleDoors, rules: { 'no-console': 'off' } },
  { files: [...fileDoors, '**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: tests, rules: { 'no-restricted-syntax': ['error', noDefaultExport], '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['build/*.config.{js,ts}', 'build/testing/*-global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
