import { describe, expect, test } from 'vitest';
import { readAreas, writeAreas } from './area-lines.ts';

describe('areas of a nurse as they are typed', () => {
  test.each([
    ['', [], []],
    ['69003 4', [{ prefix: '69003', km: 4 }], []],
    ['69003   4,5 km\n\n h2x 12', [{ prefix: '69003', km: 4.5 }, { prefix: 'H2X', km: 12 }], []],
    ['H2X 1Y4 3', [{ prefix: 'H2X1Y4', km: 3 }], []],
    ['69003\n6 4\n69100 far\n69100 -2\n69100 900', [], [1, 2, 3, 4, 5]],
  ] as const)('%j', (text, areas, faults) => {
    expect(readAreas(text)).toEqual({ areas, faults });
  });

  test('are written back as they are read', () => {
    const areas = [{ prefix: '69003', km: 4.5 }, { prefix: 'H2X', km: 12 }];
    expect(readAreas(writeAreas(areas, (value) => String(value).replace('.', ',')))).toEqual({ areas, faults: [] });
  });
});
