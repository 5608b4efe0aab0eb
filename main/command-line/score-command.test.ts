import { describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import { fixedClock } from '../testing/test-clinic.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { runCommandLine } from './command-line.ts';

async function relais(args: readonly string[], { stdin = '', language = 'en' }: { stdin?: string; language?: 'fr' | 'en' } = {}) {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runCommandLine(
    args,
    { language, environment: {}, account: 'operator', stdin: () => Promise.resolve(stdin), out: (line) => void out.push(line), tell: (line) => void told.push(line) },
    { clock: fixedClock(), newId, log: memoryLog(), dataDirectory: '', pageDirectory: '' },
  );
  const parsed = (): unknown => JSON.parse(out.join('\n'));
  return { code, out, told, parsed };
}
const das28 = '{"tjc28":4,"sjc28":2,"esr_mm_h":28,"patient_global_mm":45}';

describe('relais score', () => {
  test('a score, from the command line or standard input, laid out or on one line', async () => {
    const expected = { instrument: 'das28-esr', score: 4.48, category: 'moderate', missing: [], flags: [], formulaVersion: 'das28-esr/1', categoryLabel: 'moderate activity' };
    const plain = await relais(['score', 'das28-esr', das28]);
    expect([plain.code, plain.told, plain.parsed()]).toEqual([0, [], expect.objectContaining(expected)]);
    expect(plain.out.join('\n')).toContain('\n  "score": 4.48');
    const json = await relais(['score', 'das28-esr', '-', '--json'], { stdin: `\uFEFF${das28}` });
    expect([json.out.length, json.parsed()]).toEqual([1, plain.parsed()]);
  });

  test.each(['DAS28-ESR', 'das28_esr', 'DAS28 (ESR)', 'das28-vs'])('%s is the same instrument', async (name) => {
    expect((await relais(['score', name, das28])).parsed()).toMatchObject({ instrument: 'das28-esr' });
  });

  test('in the language asked for, refusals too', async () => {
    expect((await relais(['score', 'das28-esr', das28, '--language', 'fr'])).parsed()).toMatchObject({ categoryLabel: 'activité modérée' });
    const refused = await relais(['score', 'das28-esr', '{"tjc28":29}', '--language', 'fr']);
    expect([refused.code, refused.out, refused.told]).toEqual([1, [], ['tjc28: 29 est hors des bornes\u00a0: de 0 à 28 (articulations)', 'Rien n’est calculé\u00a0: 1 problème(s) à corriger.']]);
    expect((await relais(['score', 'das28-esr', das28, '--language', 'de'])).code).toBe(2);
  });

  test('what is missing is named and the score is null; a doubtful value is asked about', async () => {
    expect((await relais(['score', 'cdai', '{"tjc28":1,"sjc28":null}'])).parsed()).toMatchObject({ score: null, category: null, missing: ['sjc28', 'patient_global_mm', 'physician_global_mm'] });
    const doubtful = await relais(['score', 'das28-crp', '{"tjc28":1,"sjc28":1,"crp_mg_l":0.8,"patient_global_mm":4.5}']);
    expect([doubtful.code, doubtful.parsed()]).toMatchObject([0, { flags: ['crp_looks_like_mg_dl', 'patient_global_mm_looks_like_nrs'], remarks: [{ kind: 'question', text: expect.stringContaining('mg/dL?') as string }, { kind: 'question' }] }]);
  });

  test('names it does not know are refused with the nearest', async () => {
    expect(await relais(['score', 'dass28-esr', das28])).toMatchObject({ code: 2, out: [], told: ['Unknown instrument: dass28-esr. Is it das28-esr? List: relais score --list', expect.stringContaining('Usage')] });
    expect((await relais(['score', 'dass28', das28])).told[0]).toContain('Is it das28-esr?');
    expect((await relais(['score', 'zzzz', das28])).told[0]).toBe('Unknown instrument: zzzz. List: relais score --list');
    const unknown = await relais(['score', 'das28-crp', '{"tjc28":1,"crp":4,"sjc_28":1,"constructor":1}']);
    expect(unknown).toMatchObject({ code: 1, out: [] });
    expect(unknown.told.slice(0, 3)).toEqual([expect.stringContaining('constructor: not a value of this instrument'), 'crp: not a value of this instrument; is it crp_mg_l?', 'sjc_28: not a value of this instrument; is it sjc28?']);
  });

  test.each([[[]], [['cdai']], [['cdai', '{}', 'more']], [['--list', 'cdai']], [['cdai', '{}', '--clinic', 'x']]])('%j is misuse', async (args) => {
    expect(await relais(['score', ...args])).toMatchObject({ code: 2, out: [] });
  });

  test.each(['{', '[]', 'null', '4', '{"tjc28":{}}', '{"tjc28":"4"}', `{"tjc28":"${'x'.repeat(500)}"}`])('%s is refused', async (text) => {
    const refused = await relais(['score', 'cdai', text]);
    expect([refused.code, refused.out, refused.told.length > 0]).toEqual([1, [], true]);
  });

  test('the list names every instrument with its values, units and ranges', async () => {
    const listed = await relais(['score', '--list', '--json']);
    expect([listed.code, listed.out.length]).toEqual([0, 1]);
    const all = listed.parsed() as { instrument: string; inputs: object[] }[];
    expect(all.map(({ instrument }) => instrument)).toEqual(builtInInstruments.map(({ id }) => id));
    expect(all.find(({ instrument }) => instrument === 'das28-crp')?.inputs).toContainEqual(
      expect.objectContaining({ name: 'crp_mg_l', unit: 'mg/L', min: 0, max: 1000, required: true, alternatives: [{ name: 'crp_mg_dl', unit: 'mg/dL', min: 0, max: 100, step: 0.01 }] }),
    );
    const lines = (await relais(['score', '--list'], { language: 'fr' })).out;
    expect(lines).toContainEqual(expect.stringMatching(/^das28-esr +DAS28-VS/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}\* tjc28 +0–28 articulations/));
  });
});
