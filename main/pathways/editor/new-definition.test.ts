import { describe, expect, test } from 'vitest';
import { readDefinition } from '../definition-file.ts';
import { builtInPathways } from '../pathway-content.ts';
import { newDefinition } from './new-definition.ts';

describe('a pathway begun', () => {
  test.each([null, ...builtInPathways].map((from) => [from?.id ?? 'nothing', from] as const))('from %s holds together, under its own code and name, reviewed by nobody', (_name, from) => {
    const label = { fr: 'Le nôtre', en: 'Ours' };
    const made = newDefinition(from, 'ours', label);
    expect(readDefinition(JSON.stringify(made), 'fr')).toEqual({ ok: true, definition: made });
    expect(made).toMatchObject({ id: 'ours', version: '1.0.0', status: 'unreviewed', body: { label } });
  });
});
