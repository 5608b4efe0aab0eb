import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, lchownSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** An ordinary account of this machine, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account Electron is run under where the tests themselves run as root, since Chromium's sandbox refuses root: the one
 * named by `RELAIS_TEST_ACCOUNT`, else `nobody`, which every Unix has. Undefined where the tests run as an ordinary person.
 */
export function ordinaryAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = process.env['RELAIS_TEST_ACCOUNT'] ?? 'nobody';
  const id = (option: string): number => Number(execFileSync('id', [option, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Gives a folder and all it holds to an account. */
export function giveTo(account: Account | undefined, folder: string): void {
  if (account === undefined) return;
  chownSync(folder, account.uid, account.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) lchownSync(path.join(entry.parentPath, entry.name), account.uid, account.gid);
}

/** A program that becomes another one under an account; the program itself where no account is wanted. */
export function programAs(account: Account | undefined, program: string, folder: string): string {
  if (account === undefined) return program;
  const wrapper = path.join(folder, `${path.basename(program)}-as-${String(account.uid)}`);
  const line = `exec setpriv --reuid=${String(account.uid)} --regid=${String(account.gid)} --clear-groups -- '${program}' "$@"`;
  if (!existsSync(wrapper)) writeFileSync(wrapper, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return wrapper;
}
