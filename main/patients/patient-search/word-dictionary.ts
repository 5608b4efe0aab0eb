import type { Engine } from '../../platform/database/open-database.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { frenchSound } from './french-sound-rules.ts';
import { forgivenEdits, nearWords, type OrderedWords, orderWords } from './near-word-rules.ts';
import { readSearchWords } from './search-word-repository.ts';

/** The words anybody of the registry is found by, and which of them a typed word may stand for. */
export interface WordDictionary {
  /** Nearest first; none for a word too short to be forgiven. */
  near(db: ReadExecutor, typed: string): Promise<readonly string[]>;
  /** Words that sound alike in French, by letters. */
  alike(db: ReadExecutor, typed: string): Promise<readonly string[]>;
}

/**
 * A dictionary held in memory, read when first asked and topped up at each question: names repeat, so that a million
 * people have some tens of thousands of words. Words hold nothing of who has them.
 */
export function createWordDictionary(engine: Engine): WordDictionary {
  const known = new Set<string>();
  const words: string[] = [];
  const bySound = new Map<string, string[]>();
  /** All of them in order; null when some were added since. */
  let ordered: OrderedWords | null = null;
  let last = 0;
  let sounded = 0;

  const topUp = async (db: ReadExecutor): Promise<void> => {
    for (const { id, word } of await readSearchWords(db, engine, last)) {
      last = Math.max(last, id);
      if (known.has(word)) continue;
      known.add(word);
      words.push(word);
      ordered = null;
    }
  };

  return {
    near: async (db, typed) => {
      if (forgivenEdits(typed.length) === 0) return [];
      await topUp(db);
      ordered ??= orderWords(words);
      return nearWords(typed, ordered);
    },
    alike: async (db, typed) => {
      await topUp(db);
      for (; sounded < words.length; sounded += 1) {
        const word = words[sounded] ?? '';
        const key = frenchSound(word);
        const others = bySound.get(key);
        if (others) others.push(word);
        else if (key !== '') bySound.set(key, [word]);
      }
      return (bySound.get(frenchSound(typed)) ?? []).filter((word) => word !== typed).sort();
    },
  };
}
