import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInPathways } from '../pathways/pathway-content.ts';
import { builtInCredentialKinds } from './credential-content.ts';
import { expiryOf, type HeldCredential, judgeKind, judgeTraining, kindProblem } from './credential-rules.ts';

const education = { code: 'education', hours: 40, warnDays: 90 };
const module = { code: 'module', hours: 4, warnDays: 90 };
const held = (kind: string, hours: number, obtainedOn: string, expiresOn: string | null = null): HeldCredential => ({ kind, hours, obtainedOn, expiresOn });

describe('how somebody stands with a kind of training', () => {
  test.each([
    ['nothing done', [], { standing: 'none', hours: 0, until: null }],
    ['all of it, for good', [held('education', 40, '2020-01-10')], { standing: 'held', hours: 40, until: null }],
    ['in two parts', [held('education', 20, '2020-01-10'), held('education', 20, '2021-03-01')], { standing: 'held', hours: 40, until: null }],
    ['one part only', [held('education', 20, '2020-01-10')], { standing: 'short', hours: 20, until: null }],
    ['of another kind', [held('module', 40, '2020-01-10')], { standing: 'none', hours: 0, until: null }],
    ['not yet obtained', [held('education', 40, '2026-11-17')], { standing: 'none', hours: 0, until: null }],
    ['ends today', [held('education', 40, '2023-11-16', '2026-11-16')], { standing: 'expiring', hours: 40, until: '2026-11-16' }],
    ['ended yesterday', [held('education', 40, '2023-11-15', '2026-11-15')], { standing: 'expired', hours: 0, until: '2026-11-15' }],
    ['ends in ninety days', [held('education', 40, '2024-02-14', '2027-02-14')], { standing: 'expiring', hours: 40, until: '2027-02-14' }],
    ['ends in ninety-one days', [held('education', 40, '2024-02-15', '2027-02-15')], { standing: 'held', hours: 40, until: '2027-02-15' }],
    ['renewed before its end', [held('education', 40, '2023-12-01', '2026-12-01'), held('education', 40, '2026-10-01', '2029-10-01')], { standing: 'held', hours: 80, until: '2029-10-01' }],
    ['one part ended', [held('education', 20, '2020-01-10', '2026-01-10'), held('education', 20, '2021-03-01')], { standing: 'expired', hours: 20, until: '2026-01-10' }],
    ['hours by quarters', [0.1, 0.2, 39.7].map((hours) => held('education', hours, '2020-01-10')), { standing: 'held', until: null }],
  ] as const)('%s', (_name, list, expected) => {
    expect(judgeKind(education, list, '2026-11-16')).toMatchObject(expected);
  });

  test('the end of a month without that day', () => {
    expect(expiryOf('2024-02-29', 36)).toBe('2027-02-28');
    expect(expiryOf('2025-08-31', 6)).toBe('2026-02-28');
    expect(expiryOf('2025-08-31', null)).toBeNull();
  });

  test('an act asks for every kind; one nobody knows never holds', () => {
    const both = [held('education', 40, '2020-01-10'), held('module', 4, '2025-01-10', '2028-01-10')];
    expect(judgeTraining(['education', 'module'], [education, module], both, '2026-11-16')).toEqual({ isTrained: true, lacks: [] });
    expect(judgeTraining(['education', 'module'], [education, module], both.slice(0, 1), '2026-11-16').lacks.map(({ kind, standing }) => [kind, standing])).toEqual([['module', 'none']]);
    expect(judgeTraining(['education', 'invented'], [education, module], both, '2026-11-16')).toMatchObject({ isTrained: false, lacks: [{ kind: 'invented', standing: 'none' }] });
  });

  const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
  const credential = fc.record({ kind: fc.constantFrom('education', 'module'), hours: fc.integer({ min: 1, max: 160 }).map((quarters) => quarters / 4), obtainedOn: day, expiresOn: fc.option(day) });

  test('more training never takes anything away; what holds on its last day no longer does the day after', () => {
    fc.assert(
      fc.property(fc.array(credential, { maxLength: 8 }), credential, day, (list, more, on) => {
        const holds = (of: readonly HeldCredential[], when: string): boolean => judgeTraining(['education'], [education], of, when).isTrained;
        if (holds(list, on)) expect(holds([...list, more], on)).toBe(true);
        const { standing, until } = judgeKind(education, list, on);
        expect(holds(list, on)).toBe(standing === 'held' || standing === 'expiring');
        if (until === null) return;
        expect(holds(list, until)).toBe(true);
        const next = new Date(Date.parse(until) + 86_400_000).toISOString().slice(0, 10);
        expect(holds(list, next)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the kinds the program comes with', () => {
  const { kinds } = builtInCredentialKinds.body;

  test('hold together with what the pathways ask for: the same hours, the same end', () => {
    for (const { body, id } of builtInPathways) {
      for (const { code, hours, validMonths } of body.credentials) expect(kinds.find((one) => one.code === code), `${id} ${code}`).toMatchObject({ hours, validMonths });
    }
  });

  test('rest on sources of the list; a code is one', () => {
    for (const { source } of kinds) expect(builtInCredentialKinds.sources.map(({ code }) => code)).toContain(source);
    const known = { kinds, sources: ['ART51'] };
    const one = { ...kinds[0]!, source: 'ART51' };
    expect(kindProblem(one, { ...known, isNew: true })).toEqual({ path: 'code', code: 'TWICE' });
    expect(kindProblem({ ...one, code: 'other' }, { ...known, isNew: false })).toEqual({ path: 'code', code: 'UNKNOWN' });
    expect(kindProblem({ ...one, source: 'NOWHERE' }, { ...known, isNew: false })).toEqual({ path: 'source', code: 'UNKNOWN' });
    expect(kindProblem(one, { ...known, isNew: false })).toBeNull();
  });
});
