import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permissions } from '#contract/permissions.ts';

const root = join(import.meta.dirname, '../..');

/** Words with a dot that are no action: permissions, files, fields. */
const others = new Set<string>([...permissions, 'administrator.password']);
const fileOrColumn = /\.(json|db|db-wal|db-shm|id)$/;

/** Every action the program writes into the trail, as it stands in the source of the files that write into it. */
function actionsWritten(): readonly string[] {
  const files = readdirSync(join(root, 'main'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !/\.test\.ts$|-repository\.ts$/.test(name) && !name.includes('testing'));
  const found = new Set<string>();
  for (const name of files) {
    const source = readFileSync(join(root, 'main', name), 'utf8');
    if (!/\baudit\b/.test(source) || name.startsWith('command-line')) continue;
    const lines = source.split('\n').filter((line) => !/\blog\.(info|warn|error)|^import /.test(line));
    for (const [, action = ''] of lines.join('\n').matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g)) if (!others.has(action) && !fileOrColumn.test(action)) found.add(action);
    // The end of an import is put together from its state.
    if (source.includes('`import.${ended}`')) for (const end of ['done', 'cancelled', 'failed']) found.add(`import.${end}`);
  }
  for (const name of files) for (const [, command = ''] of readFileSync(join(root, 'main', name), 'utf8').matchAll(/recordCommand\([^,]+, '([a-z-]+)'/g)) found.add(`command-line.${command}`);
  return [...found].sort();
}

describe.each(['fr', 'en'])('actions of the trail in %s', (language) => {
  const catalogue = JSON.parse(readFileSync(join(root, `renderer/text/${language}/audit.json`), 'utf8')) as { action: Record<string, Record<string, string>> };

  test.each(actionsWritten())('%s has its words', (action) => {
    const [area = '', done = ''] = action.split('.');
    expect(catalogue.action[area]?.[done]).toBeTypeOf('string');
  });
});
