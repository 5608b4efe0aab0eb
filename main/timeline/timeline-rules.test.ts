import { describe, expect, test } from 'vitest';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import { drawnTests, fittingInstrument, ofHundred } from './timeline-rules.ts';
import choices from './timeline-choices.json' with { type: 'json' };

const activity = new Set(['cdai', 'das28-crp', 'das28-esr', 'dapsa', 'asdas-crp', 'sledai-2k']);
const scored = (...instruments: string[]) => ({ scores: instruments.map((instrument) => ({ instrument })) });
const diagnosis = (code: string, isOpen = true) => ({ code, isRheumatic: true, isOpen });
const fitting = (diagnoses: Parameters<typeof fittingInstrument>[0], assessments: Parameters<typeof fittingInstrument>[1], acutePhaseLowered = false) => fittingInstrument(diagnoses, assessments, { activity, acutePhaseLowered });

describe('the instrument of a course', () => {
  const both = [scored('cdai', 'das28-crp', 'haq-di'), scored('cdai', 'das28-crp', 'haq-di')];

  test.each([
    ['of the disease', [diagnosis('M05.9')], both, false, 'das28-crp'],
    ['without the acute phase where a drug lowers it', [diagnosis('M05.9')], both, true, 'cdai'],
    ['of the longest code known', [diagnosis('L40.5')], [scored('cdai', 'dapsa'), scored('cdai', 'dapsa')], false, 'dapsa'],
    ['of an open disease before one that ended', [diagnosis('M05.9', false), diagnosis('M45')], [scored('cdai', 'asdas-crp'), scored('cdai', 'asdas-crp')], false, 'asdas-crp'],
    ['scored twice before one scored once', [diagnosis('M05.9')], [scored('das28-crp', 'cdai'), scored('cdai')], false, 'cdai'],
    ['scored once, where none was scored twice', [diagnosis('M05.9')], [scored('das28-esr')], false, 'das28-esr'],
    ['scored most often, where no disease says', [], [scored('sledai-2k', 'cdai'), scored('sledai-2k', 'cdai'), scored('sledai-2k')], false, 'sledai-2k'],
    ['none, where function alone was scored', [diagnosis('M05.9')], [scored('haq-di'), scored('haq-di')], false, null],
    ['none, where nothing was', [diagnosis('M10.9')], [], false, null],
  ] as const)('%s', (_what, diagnoses, assessments, lowered, expected) => {
    expect(fitting(diagnoses, assessments, lowered)).toBe(expected);
  });

  test('the choices name instruments and tests there are', () => {
    const known = builtInInstruments.map(({ id }) => id);
    for (const id of [...choices.instruments.flatMap(({ instruments }) => instruments), ...choices.withoutAcutePhase]) expect(known).toContain(id);
    // What is preferred under such a drug asks for no acute phase.
    for (const id of choices.withoutAcutePhase) expect(builtInInstruments.find((one) => one.id === id)?.body.inputs.map(({ name }) => name).filter((name) => /^(crp|esr)_/.test(name))).toEqual([]);
    for (const code of drawnTests) expect(builtInMonitoring.tests.tests.find((one) => one.code === code)?.kind).toBe('number');
  });
});

test('a rating of ten is one of a hundred; a box is neither', () => {
  expect(ofHundred({ pain_mm: 45 }, 'pain')).toBe(45);
  expect(ofHundred({ pain_nrs: 4.5 }, 'pain')).toBe(45);
  expect(ofHundred({ pain_mm: true }, 'pain')).toBeNull();
  expect(ofHundred({}, 'pain')).toBeNull();
});
