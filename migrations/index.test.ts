import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrations } from './index.ts';

const files = readdirSync(import.meta.dirname).filter((name) => /^\d.*\.ts$/.test(name) && !name.endsWith('.test.ts'));

test('index.ts lists every migration of this folder, in order, and nothing else', () => {
  expect(Object.keys(migrations)).toEqual(files.map((name) => name.replace(/\.ts$/, '')).sort());
});

test('migrations are numbered without gaps', () => {
  expect(Object.keys(migrations).map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
});

test('a migration goes forward only: what was migrated is restored from a backup, never undone', () => {
  for (const migration of Object.values(migrations)) expect(migration.down).toBeUndefined();
});
