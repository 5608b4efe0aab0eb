import type { Vaccine } from '#contract/prevention.ts';

/** No list one chooses from is longer. */
const most = 30;

/** Vaccines of which every word typed begins a word of a name, or whose CVX code is typed. Nothing typed: all of them. */
export function matchingVaccines(text: string, vaccines: readonly Vaccine[]): readonly Vaccine[] {
  const asked = folded(text);
  return vaccines
    .filter(({ label, words, cvx }) => {
      const names = [label.fr, label.en, ...words].flatMap(folded);
      return cvx.includes(text.trim()) || asked.every((word) => names.some((name) => name.startsWith(word)));
    })
    .slice(0, most);
}

function folded(text: string): readonly string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
}
