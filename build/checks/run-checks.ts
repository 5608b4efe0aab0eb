import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type Check, checks, reports, root } from './checks.ts';
import type { Counts } from './test-reports.ts';

/**
 * Runs the checks, those that only read side by side and the others one after the other; one line each, with the output of
 * those that fail; ends with the line `N passed, N failed`. `--only types,unit` keeps the checks named. With `RELAIS_REQUIRE_ELECTRON=1` a machine without
 * Electron fails, else it is told and counts as nothing. Exit code: 0 all passed, 1 any failed, 2 misuse.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',').map((name) => name.trim());
const unknown = only?.filter((name) => !checks.some((check) => check.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`Unknown check: ${unknown.join(', ')} (${checks.map((check) => check.name).join(', ')})`);
  process.exitCode = 2;
} else {
  process.exitCode = await runAll(checks.filter((check) => only === undefined || only.includes(check.name)));
}

async function runAll(chosen: readonly Check[]): Promise<number> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const counted: Counts[] = await Promise.all(chosen.filter(({ onlyReads }) => onlyReads).map(runCheck));
  for (const check of chosen.filter(({ onlyReads }) => !onlyReads)) counted.push(await runCheck(check));
  const passed = counted.reduce((sum, counts) => sum + counts.passed, 0);
  const failed = counted.reduce((sum, counts) => sum + counts.failed, 0);
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Runs one check and says how it went. */
async function runCheck(check: Check): Promise<Counts> {
  const reason = await check.whyNot?.();
  if (reason !== undefined) {
    const required = process.env['RELAIS_REQUIRE_ELECTRON'] === '1';
    console.log(`${required ? '✗' : '–'} ${check.name}: not run: ${reason}`);
    return { passed: 0, failed: required ? 1 : 0, skipped: 0 };
  }
  const started = performance.now();
  const log = path.join(reports, `${check.name.replaceAll(' ', '-')}.log`);
  const clean = await runCommands(check, log);
  const counts = countsOf(check, clean);
  if (counts.failed > 0) process.stdout.write(readFileSync(log, 'utf8'));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${check.name}: ${describe(check, counts)} (${seconds} s)`);
  for (const one of counts.retried ?? []) console.log(`  second go: ${one}`);
  return counts;
}

/** A suite that ended badly with no failed test, or ran no test, still counts as a failure. */
function countsOf(check: Check, clean: boolean): Counts {
  if (check.counts === undefined) return { passed: clean ? 1 : 0, failed: clean ? 0 : 1, skipped: 0 };
  const counts = check.counts() ?? { passed: 0, failed: 0, skipped: 0 };
  const unexplained = counts.failed === 0 && (!clean || counts.passed === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

function describe(check: Check, counts: Counts): string {
  if (check.counts === undefined) return counts.failed === 0 ? 'passed' : 'failed';
  const skipped = counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : '';
  const retried = counts.retried ? `, ${String(counts.retried.length)} of them at the second go` : '';
  return `${String(counts.passed)} passed${retried}, ${String(counts.failed)} failed${skipped}`;
}

/** Runs every command of a check, even after one failed, so that one run shows all there is to mend. */
async function runCommands(check: Check, log: string): Promise<boolean> {
  const output = createWriteStream(log);
  const giveUp = AbortSignal.timeout(check.minutes * 60_000);
  let clean = true;
  for (const command of check.commands) {
    const environment = check.report === undefined ? process.env : { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: check.report };
    const exitCode = await runCommand(command, { environment, output, giveUp });
    clean &&= exitCode === 0;
  }
  if (giveUp.aborted) output.write(`Given up after ${String(check.minutes)} minutes.\n`);
  output.end();
  await finished(output);
  return clean;
}

async function runCommand(
  command: readonly string[],
  { environment, output, giveUp }: { environment: NodeJS.ProcessEnv; output: NodeJS.WritableStream; giveUp: AbortSignal },
): Promise<number> {
  const child = spawn(process.execPath, command, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'], signal: giveUp });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  return await new Promise((resolve) => {
    child.once('error', () => { resolve(1); });
    child.once('close', (code) => { resolve(code ?? 1); });
  });
}
