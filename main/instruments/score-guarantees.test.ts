import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GivenInputs } from '#contract/instruments.ts';
import { scoreResult } from '#contract/instruments.ts';
import { builtInInstruments } from './instrument-content.ts';
import { score } from './score-rules.ts';
import { everythingKnown, someKnown, valueOf } from './testing/random-inputs.ts';
import { refused, scored } from './testing/built-in.ts';

/** What every instrument guarantees, on random inputs. */

const runs = { numRuns: 150 };
const all = builtInInstruments.map((instrument) => [instrument.id, instrument] as const);
const strict = all.filter(([, { body }]) => body.missing.rule === 'all-required');

describe('guarantees of every instrument', () => {
  test.each(all)('%s: any value in range gives a number in its range, in a category, whatever is missing', (_id, instrument) => {
    const { score: range, categories } = instrument.body;
    const codes = categories.map(({ code }) => code);
    fc.assert(
      fc.property(fc.oneof(everythingKnown(instrument), someKnown(instrument)), (given) => {
        const answer = score(instrument, given);
        expect(answer).toMatchObject({ ok: true });
        if (!answer.ok) return;
        const { result } = answer;
        expect(scoreResult.parse(result)).toEqual(result);
        expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
        if (result.score === null) return void expect(result.missing.length).toBeGreaterThan(0);
        expect(Number.isFinite(result.score)).toBe(true);
        expect(result.score).toBeGreaterThanOrEqual(range.min);
        expect(result.score).toBeLessThanOrEqual(range.max);
        if (codes.length > 0) expect(codes).toContain(result.category);
      }),
      runs,
    );
  });

  test.each(all)('%s: with everything known there is a score and nothing missing', (id, instrument) => {
    fc.assert(
      fc.property(everythingKnown(instrument), (given) => {
        // A function score already worked out stands in place of its questions.
        const { function_nrs: _entered, ...asked } = given;
        expect(scored(id, asked)).toMatchObject({ score: expect.any(Number) as number, missing: [] });
      }),
      runs,
    );
  });

  test.each(all)('%s: the order of the facts is irrelevant, and they are left as they were', (_id, instrument) => {
    fc.assert(
      fc.property(someKnown(instrument), fc.integer(), (given, seed) => {
        const reordered = Object.entries(given)
          .map(([name, value], index) => ({ name, value: Array.isArray(value) ? [...value].reverse() : value, at: (index * 7919 + seed) % 31 }))
          .sort((one, other) => one.at - other.at);
        const before = JSON.stringify(given);
        expect(score(instrument, Object.fromEntries(reordered.map(({ name, value }) => [name, value])))).toEqual(score(instrument, given));
        expect(JSON.stringify(given)).toBe(before);
      }),
      runs,
    );
  });

  test.each(all)('%s: never goes the wrong way', (id, instrument) => {
    for (const input of instrument.body.inputs) {
      if (input.kind !== 'number' || !input.effect) continue;
      const direction = input.effect === 'raises' ? 1 : -1;
      fc.assert(
        fc.property(everythingKnown(instrument), valueOf(input), valueOf(input), (given, one, other) => {
          const { function_nrs: _entered, ...asked } = given;
          const base = input.name === 'function_nrs' ? Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith('function_'))) : asked;
          const [low, high] = [Number(one), Number(other)].sort((a, b) => a - b);
          const scoreAt = (value: number | undefined) => scored(id, { ...base, [input.name]: value ?? null }).score ?? NaN;
          expect(direction * (scoreAt(high) - scoreAt(low)), input.name).toBeGreaterThanOrEqual(0);
        }),
        { numRuns: 40 },
      );
    }
  });

  test.each(strict)('%s: without any one of what it needs there is no score, and what lacks is named', (id, instrument) => {
    const needed = instrument.body.inputs.filter(({ required }) => required).map(({ name }) => name);
    expect(needed.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(everythingKnown(instrument), fc.constantFrom(...needed), fc.boolean(), (given, name, asNull) => {
        const { [name]: _dropped, ...rest } = given;
        const result = scored(id, asNull ? { ...rest, [name]: null } : rest);
        expect(result.score).toBeNull();
        expect(result.missing).toEqual([name]);
      }),
      runs,
    );
  });

  test.each(all)('%s: whatever is out of its range is refused, with the range', (id, instrument) => {
    for (const input of instrument.body.inputs) {
      if (input.kind !== 'number') continue;
      for (const { name, min, max } of [input, ...input.alternatives]) {
        for (const value of [min - 0.01, min - 1, max + 0.01, max + 1, -1e9, 1e9]) {
          const [problem] = refused(id, { [name]: value });
          expect([name, value, problem?.input, problem?.code]).toEqual([name, value, name, 'OUT_OF_RANGE']);
          expect(problem?.text.en).toContain(`from ${min} to ${max}`);
          expect(problem?.text.fr).toContain(`de ${String(min).replace('.', ',')} à ${String(max).replace('.', ',')}`);
        }
        for (const value of [NaN, Infinity, '4', true, []] as GivenInputs[string][]) expect(refused(id, { [name]: value })).toMatchObject([{ input: name, code: 'WRONG_TYPE' }]);
      }
      if (input.whole) expect(refused(id, { [input.name]: input.min + 0.5 })).toMatchObject([{ input: input.name, code: 'NOT_WHOLE' }]);
    }
  });

  test.each(all)('%s: a value in another unit is the same value', (id, instrument) => {
    for (const input of instrument.body.inputs) {
      if (input.kind !== 'number') continue;
      for (const other of input.alternatives) {
        const own = Math.min((other.max * other.times) / other.over, other.cap ?? Infinity);
        const { inputs } = scored(id, { [other.name]: other.max });
        expect(inputs[input.name]).toBeCloseTo(own, 6);
        expect(refused(id, { [other.name]: other.max, [input.name]: input.max })).toMatchObject([{ code: 'GIVEN_TWICE' }]);
      }
    }
  });
});
