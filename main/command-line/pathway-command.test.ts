import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import { fixedClock } from '../testing/test-clinic.ts';
import { runCommandLine } from './command-line.ts';

async function relais(args: readonly string[], language: 'fr' | 'en' = 'en') {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runCommandLine(
    args,
    { language, environment: {}, account: 'operator', stdin: () => Promise.resolve(''), out: (line) => void out.push(line), tell: (line) => void told.push(line) },
    { clock: fixedClock(), newId, log: memoryLog(), dataDirectory: '', pageDirectory: '' },
  );
  return { code, out, told };
}

describe('relais pathway', () => {
  let directory: string;
  const file = (name: string): string => join(directory, name);
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'relais-pathway-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('a shipped pathway is printed, and the file checks and simulates; the same seed says the same', async () => {
    expect((await relais(['pathway', 'print'])).out).toContain('home-immunotherapy\t1.3.0\tImmunotherapy at home');
    const printed = await relais(['pathway', 'print', 'home-immunotherapy']);
    writeFileSync(file('home.json'), printed.out.join('\n'));
    expect(await relais(['pathway', 'check', file('home.json')])).toMatchObject({ code: 0, out: ['home-immunotherapy 1.3.0 holds together: 3 phases, 16 steps.'], told: [] });
    const simulated = await relais(['pathway', 'simulate', file('home.json'), '--patients', '50', '--seed', '3'], 'fr');
    expect(simulated.code).toBe(0);
    expect(simulated.out.join('\n')).toMatch(/Inclus\u00a0: \d+/);
    expect(simulated.out.join('\n')).toContain('doses\tà domicile');
    expect(await relais(['pathway', 'simulate', file('home.json'), '--patients', '50', '--seed', '3'], 'fr')).toEqual(simulated);
  });

  test('what is wrong is told with its line; nothing is simulated', async () => {
    const [text] = [readFileSync(file('home.json'), 'utf8')];
    writeFileSync(file('wrong.json'), text.replace('"fact": "transplant"', '"fact": "graft"'));
    const line = text.slice(0, text.indexOf('"fact": "transplant"')).split('\n').length;
    for (const what of ['check', 'simulate']) {
      const refused = await relais(['pathway', what, file('wrong.json')]);
      expect([refused.code, refused.out]).toEqual([1, []]);
      expect(refused.told.join('\n')).toContain(`${file('wrong.json')}:${line}:`);
      expect(refused.told.join('\n')).toContain('“graft” is not in the list “facts”');
    }
  });

  test.each([
    [['pathway'], 2],
    [['pathway', 'draw'], 2],
    [['pathway', 'check'], 2],
    [['pathway', 'simulate', 'x.json', '--patients', 'many'], 2],
    [['pathway', 'print', 'nothing'], 1],
  ] as const)('%j exits with %i', async (args, code) => expect((await relais(args)).code).toBe(code));
});
