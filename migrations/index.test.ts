import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrations } from './index.ts';

const files = readdirSync(import.meta.dirname).filter((name) => /^\d.*\.ts$/.test(name) && !name.endsWith('.test.ts'));

test('index.ts lists every migration of this folder, in order, and nothing else', () => {
  expect(Object.keys(migrations)).toEqual(files.map((name) => name.replace(/\.ts$/, '')).sort());
});

test('migrations are numbered in order, no number twice', () => {
  const numbers = Object.keys(migrations).map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
});

test('a migration goes forward only: what was migrated is restored from a backup, never undone', () => {
  for (const migration of Object.values(migrations)) expect(migration.down).toBeUndefined();
});
