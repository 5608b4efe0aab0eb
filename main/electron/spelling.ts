import { type BrowserWindow, dialog, type Session } from 'electron';
import type { SpellingLanguage } from './desktop-settings.ts';
import type { ShellWords } from './shell-words.ts';

/** Chromium's names of the dictionaries; the French one is that of every French-speaking country. */
const dictionaries: Readonly<Record<SpellingLanguage, string>> = { fr: 'fr', en: 'en-US' };

/**
 * Checks the spelling of these languages from now on; of none, Chromium looks for nothing. macOS has dictionaries of its
 * own; on Linux and Windows Chromium downloads each once, so this is only called with what somebody has agreed to.
 */
export function checkSpelling(session: Session, languages: readonly SpellingLanguage[]): void {
  session.setSpellCheckerEnabled(languages.length > 0);
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages(languages.map((language) => dictionaries[language]));
}

/** Asks before a dictionary is downloaded; nothing is asked where the system has one. */
export async function mayDownloadDictionary(window: BrowserWindow, words: ShellWords): Promise<boolean> {
  if (process.platform === 'darwin') return true;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question', message: words.dictionaryTitle, detail: words.dictionaryDetail, buttons: [words.download, words.cancel], defaultId: 1, cancelId: 1, noLink: true,
  });
  return response === 0;
}
