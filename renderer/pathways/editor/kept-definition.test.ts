import { describe, expect, test } from 'vitest';
import { builtInPathways } from '../../../main/pathways/pathway-content.ts';
import { readWritten } from './kept-definition.ts';

describe('a pathway being written, as it is kept', () => {
  test.each(builtInPathways)('$id is read again, a broken file with it', ({ id, sources, body }) => {
    const written = { code: id, text: '{"kind": ', draft: { sources: [...sources], body }, mode: 'text' as const, note: '' };
    expect(readWritten(JSON.stringify(written))).toEqual(written);
  });

  test.each(['', 'null', '{"code":"x"}', '{"code":"x","text":"","draft":{},"mode":"forms","note":""}'])('%j is nothing to take up', (value) => {
    expect(readWritten(value)).toBeNull();
  });
});
