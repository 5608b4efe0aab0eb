import { describe, expect, test } from 'vitest';
import type { AcuteEventTold } from '#contract/acute-care.ts';
import { acuteEventIssues } from './acute-event-rules.ts';

const visit: AcuteEventTold = { kind: 'emergency', happenedOn: '2026-11-10', endedOn: null, hospital: '', reason: 'Dyspnée', related: 'unknown', organ: null, grade: null, detected: null, symptomOn: null };
const stay: AcuteEventTold = { ...visit, kind: 'admission' };

describe('an emergency visit or an admission', () => {
  test.each<readonly [string, AcuteEventTold, readonly (readonly [string, string])[]]>([
    ['what and when are enough', visit, []],
    ['today', { ...visit, happenedOn: '2026-11-16' }, []],
    ['not tomorrow', { ...visit, happenedOn: '2026-11-17' }, [['happenedOn', 'TO_COME']]],
    ['an admission of one day', { ...stay, endedOn: '2026-11-10' }, []],
    ['no discharge before the admission', { ...stay, endedOn: '2026-11-09' }, [['endedOn', 'BEFORE']]],
    ['nor to come', { ...stay, endedOn: '2026-11-18' }, [['endedOn', 'TO_COME']]],
    ['an emergency visit has no end', { ...visit, endedOn: '2026-11-10' }, [['endedOn', 'UNKNOWN']]],
    ['the first symptom the same day', { ...visit, symptomOn: '2026-11-10' }, []],
    ['not after', { ...visit, symptomOn: '2026-11-11' }, [['symptomOn', 'AFTER']]],
    ['a toxicity', { ...visit, related: 'yes', organ: 'bowel', grade: 3 }, []],
    ['due to the treatment without an organ', { ...visit, related: 'yes' }, []],
    ['an organ takes a grade', { ...visit, related: 'yes', organ: 'bowel' }, [['grade', 'REQUIRED']]],
    ['a grade takes an organ', { ...visit, related: 'yes', grade: 2 }, [['organ', 'REQUIRED']]],
    ['an organ nobody grades', { ...visit, related: 'yes', organ: 'hair', grade: 2 }, [['organ', 'UNKNOWN']]],
    ['no toxicity where the treatment is not the cause', { ...visit, related: 'no', organ: 'bowel', grade: 2 }, [['organ', 'NOT_RELATED']]],
    ['nor where nobody knows', { ...visit, grade: 2 }, [['organ', 'NOT_RELATED']]],
  ])('%s', (_name, told, expected) => {
    expect(acuteEventIssues(told, { organs: ['bowel'], today: '2026-11-16' }).map(({ path, code }) => [path, code])).toEqual(expected);
  });
});
