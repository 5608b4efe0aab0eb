import words from './shell-words.json' with { type: 'json' };

/** The languages of the menu and the system's dialogs. */
export type ShellLanguage = keyof typeof words;
export type ShellWords = Readonly<Record<keyof (typeof words)['fr'], string>>;

/** What the shell says, outside the page. */
export function shellWords(language: ShellLanguage): ShellWords {
  return words[language];
}

/** The language before anybody has signed in: French where the system prefers it, else English. */
export function languageOf(preferred: readonly string[]): ShellLanguage {
  return /^fr\b/i.test(preferred[0] ?? '') ? 'fr' : 'en';
}
