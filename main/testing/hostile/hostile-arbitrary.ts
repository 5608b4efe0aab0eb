import fc from 'fast-check';
import { z } from 'zod';

/** A name that is in a record and in what is sent; it must appear in no log and no error. */
export const plantedName = 'Zyxwa-Bergeronne';

/** Texts that have broken programs before, and texts of the forms we expect, right and wrong. */
const texts = [
  '', ' ', 'a', plantedName, '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'new', '0', '-1', 'null', 'undefined', 'NaN', '%', '_', '\\', '\u0000', 'a\u0000b', '\uD800', '\uFFFD', '\u202Ea', '🜚',
  `'; drop table patient; --`, '"', '`', '$1', '{{x}}', '<script>', '../../../etc/hostname', '/etc', 'C:\\', 'NEAR(', '*', 'a*', '(', ')', ':', '[]', '{}', '[1,"x"]', '["2026-11-16T15:12:00.000Z","x"]', '1.x', '[', '-', '^',
  '2026-11-16', '2026-02-30', '0000-01-01', '0001-01-01', '9999-12-31', '-000001-01-01', '2026', '2026-11', '2026-13', '1958-03-14',
  '2026-11-16T15:12', '2026-02-30T10:00', '2026-99-99T99:99', '9999-12-31T23:59', '2026-11-16T15:12:00.000Z', '9999-99-99T99:99:99.999Z', '0000-00-00T00:00:00.000Z', '2026-02-30T10:00:00.000Z', '10:12', '24:00', '23:59',
  'America/Toronto', 'Europe/Paris', 'Mars/Phobos', 'UTC', 'Etc/Nowhere', 'fr', 'en', '06', 'CA', 'TREM58531414', 'trem 5853 1414', 'nurse', 'a@b.ca', '514 555-0100', 'RHEUM', 'Tremblay', 'b.lavoie', 'girafe tricote nuage 83',
  'x.relais-backup', 'https://visite.example.org/{id}', 'http://exemple', 'x'.repeat(201), 'é'.repeat(9000), 'y'.repeat(150_000),
];

const numbers = [0, -0, 1, -1, 2, 5, 15, 20, 30, 60, 90, 100, 200, 0.5, -7, 1e6, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, NaN, Infinity, -Infinity];

/** Anything at all, of any type, in place of what was asked for. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, false, ...numbers, ...texts),
  fc.constantFrom<unknown>([], {}, [null], [[[]]], { length: -1 }, { then: 1 }, new Date(0), new Map(), 12n, JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
  fc.array(fc.constantFrom(...texts), { maxLength: 4 }),
  fc.constant(Array.from({ length: 5000 }, (_, index) => index)),
  fc.constant(nested(2000)),
);

function nested(depth: number): unknown {
  let inner: unknown = 1;
  for (let level = 0; level < depth; level += 1) inner = { inner };
  return inner;
}

/**
 * Inputs for an operation, from its own declaration: of the right shape with values at its edges, and now and then
 * anything else in any place.
 *
 * @param ids ids of the clinic: other people's records, accounts, requests
 */
export function hostileInput(schema: z.core.$ZodType | undefined, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (!schema) return anything;
  return fc.oneof({ weight: 9, arbitrary: shaped(schema, ids) }, { weight: 1, arbitrary: anything });
}

function shaped(schema: z.core.$ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: exact(schema, ids) }, { weight: 1, arbitrary: anything });
}

/** Of the values at hand, those the declaration takes are the likelier: they get past the door. */
function fitting(schema: z.core.$ZodType, values: readonly unknown[]): fc.Arbitrary<unknown> {
  const taken = values.filter((value) => z.safeParse(schema, value).success);
  return taken.length === 0 ? fc.constantFrom(...values) : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...taken) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
}

function exact(schema: z.core.$ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const within = (inner: z.core.$ZodType) => shaped(inner, ids);
  switch (def.type) {
    case 'string':
      return fitting(schema, [...ids, ...texts]);
    case 'number':
      return fitting(schema, numbers);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom<unknown>(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom<unknown>(...def.values);
    case 'object':
      return fc
        .tuple(fc.record(Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, within(inner)]))), fc.integer({ min: 0, max: 30 }))
        .map(([value, chance]) => {
          if (chance === 0) return Object.fromEntries(Object.entries(value).slice(1));
          return chance === 1 ? { ...value, ...(JSON.parse('{"__proto__":{"polluted":true},"extra":1}') as object) } : value;
        });
    case 'array':
      return fc.array(within(def.element), { maxLength: 4 });
    case 'record':
      return fc.dictionary(fc.constantFrom('crp', 'age', 'constructor', '__proto__', 'x'), within(def.valueType), { maxKeys: 4 });
    case 'union':
      return fc.oneof(...def.options.map(within));
    case 'nullable':
      return fc.oneof(fc.constant(null), within(def.innerType));
    case 'optional':
      return fc.oneof(fc.constant(undefined), within(def.innerType));
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return within(def.innerType);
    case 'pipe':
      return within(def.in);
    case 'tuple':
      return fc.tuple(...def.items.map(within));
    default:
      return anything;
  }
}
