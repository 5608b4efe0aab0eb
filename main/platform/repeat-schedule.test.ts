import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryLog } from './log.ts';
import { startRepeating } from './repeat-schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('asks the open clinic at each interval, never twice at once, and not after its end', async () => {
  let finish: () => void = () => undefined;
  const runIfDue = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  let clinic: { runIfDue: typeof runIfDue } | null = null;
  const end = startRepeating({ openClinic: () => clinic, everyMilliseconds: 60_000, work: (one) => one.runIfDue(), log: memoryLog(), event: 'backup.schedule' });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(runIfDue).toHaveBeenCalledTimes(0);
  clinic = { runIfDue };
  await vi.advanceTimersByTimeAsync(180_000);
  expect(runIfDue).toHaveBeenCalledTimes(1);
  finish();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runIfDue).toHaveBeenCalledTimes(2);
  finish();
  end();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(runIfDue).toHaveBeenCalledTimes(2);
});

test('a failure is logged, and asked about again', async () => {
  const log = memoryLog();
  const runIfDue = vi.fn(() => Promise.reject(new Error('closed')));
  const end = startRepeating({ openClinic: () => ({}), everyMilliseconds: 60_000, work: runIfDue, log, event: 'backup.schedule' });
  await vi.advanceTimersByTimeAsync(120_000);
  end();
  expect(runIfDue).toHaveBeenCalledTimes(2);
  expect(log.lines.filter((line) => line.includes('backup.schedule'))).toHaveLength(2);
});
