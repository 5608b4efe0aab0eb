import { expect, test } from 'vitest';
import { type OverrideDraft, withClass, withDisposition } from './override-draft.ts';

const visit: OverrideDraft = { cls: 'B', primary: 'IPS', modality: 'VIDEO', disposition: 'book' };

test('URG goes to emergency, and back to a visit when the class is lowered', () => {
  const emergency = withClass(visit, 'URG');
  expect(emergency).toEqual({ cls: 'URG', primary: 'ED', modality: 'ED', disposition: 'emergency' });
  expect(withClass(emergency, 'A')).toEqual({ cls: 'A', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'book' });
});

test('another class keeps who and how; another outcome gives those that fit it', () => {
  expect(withClass(visit, 'C')).toEqual({ ...visit, cls: 'C' });
  expect(withDisposition(visit, 'advice')).toMatchObject({ primary: 'RHEUM', modality: 'ECONSULT' });
  expect(withDisposition(withDisposition(visit, 'advice'), 'book')).toMatchObject({ modality: 'IN_PERSON', disposition: 'book' });
});
