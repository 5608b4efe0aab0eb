import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import type { App, Session } from '../app.ts';
import type { Log } from '../ports.ts';
import type { ShellWords } from './shell-words.ts';
import { lookForUpdate, type UpdateOutcome } from './updates.ts';

const packedKey = z.object({ updateKey: z.string().min(1) });

/** The key versions are signed with, from the package; undefined in one that was packed without, or that runs from its sources. */
export function updateKeyOf(applicationFolder: string): string | undefined {
  const parsed = packedKey.safeParse(JSON.parse(readFileSync(join(applicationFolder, 'package.json'), 'utf8')));
  return parsed.success ? parsed.data.updateKey : undefined;
}

/** A look for a new version, with the person's answers; a quiet one says nothing unless a version is ready. */
export async function lookForUpdateWith(
  { relais, session, window, words, publicKey, close, log }: { relais: App; session: Session; window: BrowserWindow; words: ShellWords; publicKey: string; close: () => Promise<void>; log: Log },
  quiet: boolean,
): Promise<void> {
  const { default: electronUpdater } = await import('electron-updater');
  const outcome = await lookForUpdate({
    updater: electronUpdater.autoUpdater,
    publicKey,
    agree: async (version) => {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question', message: words.updateReady.replace('{version}', version), detail: words.updateDetail, buttons: [words.install, words.later], defaultId: 1, cancelId: 1, noLink: true,
      });
      return response === 0;
    },
    backUp: () => backUpOpenClinic(relais, session),
    close,
    log,
  });
  const message = messageOf(outcome, words);
  if (message !== undefined && (!quiet || outcome === 'unsigned' || outcome === 'no-backup')) await dialog.showMessageBox(window, { type: outcome === 'none' ? 'info' : 'error', message });
}

function messageOf(outcome: UpdateOutcome, words: ShellWords): string | undefined {
  const messages: Readonly<Record<UpdateOutcome, string | undefined>> = {
    none: words.updateNone, unsigned: words.updateUnsigned, 'no-backup': words.updateNoBackup, failed: words.updateFailed, later: undefined, installing: undefined,
  };
  return messages[outcome];
}

/** Where no clinic is open there is nothing to lose: opening one backs it up before anything is migrated. */
async function backUpOpenClinic(relais: App, session: Session): Promise<boolean> {
  const { open } = relais.host;
  if (!open || !session.caller) return true;
  const { problem } = await open.services.backups.run(session.caller);
  return problem === null;
}
