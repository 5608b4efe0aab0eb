import fc from 'fast-check';
import type { GivenInputs, InstrumentInput } from '#contract/instruments.ts';
import type { InstrumentContent } from '../instrument-content.ts';

type Given = GivenInputs[string];

/** A value an input takes: any in its range, its limits often. */
export function valueOf(input: InstrumentInput): fc.Arbitrary<Exclude<Given, null>> {
  switch (input.kind) {
    case 'number': {
      const { min, max, whole } = input;
      const inside = whole ? fc.integer({ min, max }) : fc.oneof(fc.double({ min, max, noNaN: true }), fc.integer({ min: Math.ceil(min) * 10, max: Math.floor(max) * 10 }).map((tenths) => tenths / 10));
      return fc.oneof({ weight: 4, arbitrary: inside }, { weight: 1, arbitrary: fc.constantFrom(min, max) });
    }
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...input.options.map(({ code }) => code));
    case 'set':
      return fc.subarray(input.options.map(({ code }) => code));
  }
}

/** Everything an instrument asks, known. What cannot be with the rest (not assessed, two forms of a score) is left out. */
export function everythingKnown({ body }: InstrumentContent): fc.Arbitrary<GivenInputs> {
  const asked = body.inputs.filter(({ name }) => name !== 'not_assessed' && !name.endsWith('_variant'));
  return fc.record(Object.fromEntries(asked.map((input) => [input.name, valueOf(input)])));
}

/** The same, some of it not known: absent, or null. */
export function someKnown({ body }: InstrumentContent): fc.Arbitrary<GivenInputs> {
  const asked = body.inputs.filter(({ name }) => name !== 'not_assessed' && !name.endsWith('_variant'));
  const valuesOf = asked.map((input): [string, fc.Arbitrary<Given>] => [input.name, fc.oneof({ weight: 4, arbitrary: valueOf(input) }, { weight: 1, arbitrary: fc.constant(null) })]);
  return fc.record(Object.fromEntries(valuesOf), { requiredKeys: [] }) as fc.Arbitrary<GivenInputs>;
}
