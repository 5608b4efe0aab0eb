import { expect, test } from 'vitest';
import { itemChanges } from './item-change-rules.ts';

test('an item begun tells what it says and of which it says it; an empty field says nothing', () => {
  expect(itemChanges('drug', null, { drug: 'Méthotrexate', startedOn: '2024', note: '', endedOn: null })).toEqual([
    { field: 'drug', from: null, to: 'Méthotrexate' }, { field: 'startedOn:Méthotrexate', from: null, to: '2024' },
  ]);
});

test('changed, only what differs, under the name it had; emptied, to nothing', () => {
  expect(itemChanges('drug', { drug: 'Adalimumab', note: 'x', endedOn: null }, { drug: 'Adalimumab (Hyrimoz)', note: '', endedOn: '2025' })).toEqual([
    { field: 'drug', from: 'Adalimumab', to: 'Adalimumab (Hyrimoz)' }, { field: 'endedOn:Adalimumab', from: null, to: '2025' }, { field: 'note:Adalimumab', from: 'x', to: null },
  ]);
  expect(itemChanges('drug', { drug: 'X', on: '2024' }, { drug: 'X', on: '2024' })).toEqual([]);
});

test('taken out: its name alone', () => {
  expect(itemChanges('drug', { drug: 'X', on: '2024' }, null)).toEqual([{ field: 'drug', from: 'X', to: null }]);
});
