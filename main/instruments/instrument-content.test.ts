import { describe, expect, test } from 'vitest';
import type { InstrumentInput } from '#contract/instruments.ts';
import { builtInContent } from '../content/built-in-content.ts';
import { builtInInstruments, instrumentContentItems, parseInstrument, shownInstrument } from './instrument-content.ts';
import { roundHalfUp } from './rounding-rules.ts';
import { categoryOf } from './score-rules.ts';
import sentences from './sentences.json' with { type: 'json' };
import { instrument } from './testing/built-in.ts';

describe('instruments', () => {
  test('every one asked for is there, each told once, none signed off by anybody', () => {
    expect(builtInInstruments.map(({ id }) => id)).toEqual([
      'das28-esr', 'das28-esr-3', 'das28-crp', 'das28-crp-3', 'eular-response', 'cdai', 'sdai', 'boolean-2022', 'boolean-2011', 'boolean-2022-clinic', 'boolean-2011-clinic', 'rapid3', 'haq-di', 'dapsa', 'cdapsa', 'mda', 'basdai', 'basfi',
      'asdas-crp', 'asdas-esr', 'sledai-2k', 'ra-2010', 'caspar', 'asas-axspa', 'sle-2019', 'gca-2022', 'pmr-2012', 'gout-2015', 'urate', 'qlq-c30', 'eq-5d-5l',
    ]);
    expect(new Set(builtInInstruments.map(({ body }) => body.formulaVersion)).size).toBe(builtInInstruments.length);
    for (const { id, status, body } of builtInInstruments) expect([status, body.formulaVersion]).toEqual(['unreviewed', `${id}/1`]);
  });

  test.each(builtInInstruments.map(({ id, body }) => [id, body] as const))('%s: its categories cover its range, each score in one', (_id, { score, categories, otherCutoffs }) => {
    for (const set of [categories, ...otherCutoffs.map((other) => other.categories)]) {
      if (!set.some(({ interval }) => interval)) continue;
      const step = 10 ** -score.decimals;
      for (let at = score.min; at <= score.max; at = roundHalfUp(at + step, score.decimals)) {
        const holding = set.filter((category) => categoryOf([category], at) !== null);
        expect([at, holding.length]).toEqual([at, 1]);
      }
      const reached = (at: number) => categoryOf(set, at);
      expect([reached(score.min), reached(score.max)]).toEqual([set[0]?.code, set.at(-1)?.code]);
    }
  });

  test('one name is one quantity, with one unit, range and question, in every instrument', () => {
    const seen = new Map<string, string>();
    const told = (input: InstrumentInput): string => {
      const { required: _required, ...rest } = input;
      if (input.kind === 'set' && (input.name === 'present' || input.name === 'not_assessed')) return '';
      const { effect: _effect, bands: _bands, points: _points, group: _group, help: _help, ...same } = rest as Record<string, unknown>;
      return JSON.stringify(same);
    };
    for (const { id, body } of builtInInstruments) {
      for (const input of body.inputs) {
        const known = seen.get(input.name) ?? told(input);
        expect([id, input.name, told(input)]).toEqual([id, input.name, known]);
        seen.set(input.name, known);
      }
    }
  });

  test('a quantity that has a unit says it in its name', () => {
    const units: Readonly<Record<string, RegExp>> = { 'mg/L': /_mg_l$/, 'mg/dL': /_mg_dl$/, 'mm/h': /_mm_h$/, mm: /_mm$/, 'µmol/L': /_umol_l$/, years: /_years$/, months: /_months$/, weeks: /_weeks$/, min: /_min$/ };
    for (const { body } of builtInInstruments) {
      for (const input of body.inputs) {
        if (input.kind !== 'number') continue;
        for (const { name, unit } of [input, ...input.alternatives]) expect(name).toMatch(units[unit.en] ?? /./);
      }
    }
  });

  test('what does not hold together is refused', () => {
    const cdai = instrument('cdai');
    const broken = (change: object) => () => parseInstrument({ ...cdai, body: { ...cdai.body, ...change } });
    const [first, second, ...rest] = cdai.body.categories;
    const [one, ...others] = cdai.body.inputs;
    expect(broken({})).not.toThrow();
    expect(broken({ inputs: [one, ...cdai.body.inputs] })).toThrow('input names repeat');
    expect(broken({ inputs: others })).toThrow('the formula reads tjc28, unknown');
    expect(broken({ categories: [first, ...rest] })).toThrow('leave a gap or overlap');
    expect(broken({ categories: [second, ...rest] })).toThrow('not open below');
    expect(broken({ categories: [first, second] })).toThrow('not open above');
    expect(broken({ categories: [first, { ...second, interval: { ...second?.interval, minInclusive: true } }, ...rest] })).toThrow('leave a gap or overlap');
    expect(broken({ categories: [first, { ...second, interval: null }, ...rest] })).toThrow('some categories');
    expect(broken({ caveats: [{ flag: 'x', drugClasses: ['il6'], label: { fr: 'x', en: 'x' } }] })).toThrow('unknown drug class');
    expect(broken({ invented: 1 })).toThrow();
    expect(() => parseInstrument({ ...cdai, status: 'signed-off' })).toThrow('signedOffBy');
  });

  test('French sentences keep their punctuation on the line, numbers their comma', () => {
    const french: string[] = [];
    JSON.stringify([builtInInstruments, sentences], (key, value: unknown) => {
      if (key === 'fr' && typeof value === 'string') french.push(value);
      return value;
    });
    expect(french.length).toBeGreaterThan(1000);
    expect(french.filter((text) => / [:%»]|\S[:](?=\s)|« /.test(text.replaceAll('\u00a0:', '')) || / [;!?]/.test(text) || /'/.test(text))).toEqual([]);
    expect(french.filter((text) => /\d\.\d/.test(text) && !/Boolean\d\.\d/.test(text))).toEqual([]);
  });

  test('no questionnaire under licence has its words here', () => {
    for (const { label } of instrument('rapid3').body.inputs.filter(({ name }) => /^function_[a-j]$/.test(name))) expect(label.en).toMatch(/^Function, item [a-j]$/);
    for (const { label } of instrument('basfi').body.inputs) expect(label.en).toMatch(/^Question \d+ \((function|coping)\)$/);
    expect(builtInInstruments.every(({ body }) => body.licence.fr.length > 10)).toBe(true);
  });

  test('content comes with what a clinic stores, and tells all but its formula', () => {
    expect(builtInContent.filter(({ kind }) => kind === 'instrument')).toEqual(instrumentContentItems);
    for (const item of instrumentContentItems) expect(parseInstrument(JSON.parse(JSON.stringify(item.body)))).toEqual(item.body);
    expect(shownInstrument(instrument('cdai'))).not.toHaveProperty('formula');
  });
});
