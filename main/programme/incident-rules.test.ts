import { describe, expect, test } from 'vitest';
import { type DoseIncident, incidentTallies } from './incident-rules.ts';

const incident = (part: Partial<DoseIncident> = {}): DoseIncident => ({ doseId: 'd1', patientId: 'p1', givenOn: '2026-11-16', dayAfter: '2026-11-17', organ: 'infusion', grade: 2, ...part });
const none = { calls: [], visits: [] };

describe('incidents of doses as toxicity', () => {
  test.each([
    ['each dose counts', [incident(), incident({ doseId: 'd2' })], none, [{ organ: 'infusion', grade: 2, count: 2 }]],
    ['two of one dose and organ are one, by the graver', [incident(), incident({ grade: 3 })], none, [{ organ: 'infusion', grade: 3, count: 1 }]],
    ['a call after that dose has counted it', [incident(), incident({ doseId: 'd2' })], { ...none, calls: [{ doseId: 'd1', organ: 'infusion' }] }, [{ organ: 'infusion', grade: 2, count: 1 }]],
    ['a call that found something else has not', [incident()], { ...none, calls: [{ doseId: 'd1', organ: 'skin' }] }, [{ organ: 'infusion', grade: 2, count: 1 }]],
    ['the hospital of the next day has counted it', [incident()], { ...none, visits: [{ patientId: 'p1', organ: 'infusion', happenedOn: '2026-11-17' }] }, []],
    ['that of two days later, or of somebody else, has not', [incident()], { ...none, visits: [{ patientId: 'p1', organ: 'infusion', happenedOn: '2026-11-18' }, { patientId: 'p2', organ: 'infusion', happenedOn: '2026-11-16' }] }, [{ organ: 'infusion', grade: 2, count: 1 }]],
  ] as const)('%s', (_, incidents, others, expected) => expect(incidentTallies(incidents, others)).toEqual(expected));
});
