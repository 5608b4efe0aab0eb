import type { ListedDiagnosis } from '#contract/diagnoses.ts';

/** No list one chooses from is longer. */
const most = 30;

/** Diagnoses of which every word typed begins a word, in either language, or whose code begins so; rheumatic ones first. */
export function matchingDiagnoses(text: string, listed: readonly ListedDiagnosis[]): readonly ListedDiagnosis[] {
  const asked = folded(text);
  const found = listed.filter(({ code, label }) => {
    const words = [...folded(label.fr), ...folded(label.en)];
    return code.toLowerCase().startsWith(text.trim().toLowerCase()) || asked.every((word) => words.some((one) => one.startsWith(word)));
  });
  return [...found].sort((one, other) => Number(one.group === 'comorbidity') - Number(other.group === 'comorbidity')).slice(0, most);
}

function folded(text: string): readonly string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
}
