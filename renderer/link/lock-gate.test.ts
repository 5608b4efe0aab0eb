import { ORPCError } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import { LockableLink, setPageLocked } from './lock-gate.ts';

afterEach(() => setPageLocked(false));

const options = { context: {} };

describe('calls of a locked page', () => {
  test('wait until it is unlocked; those about the session pass', async () => {
    const sent: string[] = [];
    const link = new LockableLink({ call: (path) => Promise.resolve(sent.push(path.join('.'))) });
    setPageLocked(true);
    const held = link.call(['patients', 'open'], {}, options);
    await link.call(['session', 'unlock'], {}, options);
    expect(sent).toEqual(['session.unlock']);
    setPageLocked(false);
    await held;
    expect(sent).toEqual(['session.unlock', 'patients.open']);
  });

  test('held by main, are sent again after unlocking', async () => {
    let tries = 0;
    const link = new LockableLink({ call: () => ((tries += 1) === 1 ? Promise.reject(new ORPCError('LOCKED')) : Promise.resolve('done')) });
    const held = link.call(['patients', 'open'], {}, options);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    setPageLocked(false);
    expect(await held).toBe('done');
    await expect(new LockableLink({ call: () => Promise.reject(new ORPCError('NOT_FOUND')) }).call(['patients', 'open'], {}, options)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
