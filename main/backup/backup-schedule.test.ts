import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryLog } from '../platform/log.ts';
import { startBackupSchedule } from './backup-schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('asks the open clinic every minute, never twice at once, and not after its end', async () => {
  let finish: () => void = () => undefined;
  const runIfDue = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  let clinic: { services: { backups: { runIfDue: typeof runIfDue } } } | null = null;
  const end = startBackupSchedule(() => clinic, memoryLog());
  await vi.advanceTimersByTimeAsync(120_000);
  expect(runIfDue).toHaveBeenCalledTimes(0);
  clinic = { services: { backups: { runIfDue } } };
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
  const end = startBackupSchedule(() => ({ services: { backups: { runIfDue } } }), log);
  await vi.advanceTimersByTimeAsync(120_000);
  end();
  expect(runIfDue).toHaveBeenCalledTimes(2);
  expect(log.lines.filter((line) => line.includes('backup.schedule'))).toHaveLength(2);
});
