import type { Language } from '#contract/values.ts';

interface Named {
  readonly label: Readonly<Record<Language, string>>;
}

/**
 * How drugs are called in a language: what begins with a name of the catalogue, in either language, begins with its name in
 * this one; what follows (a product, a strength) and any other words stay as they were written.
 */
export function drugNames(ingredients: readonly Named[], language: Language): (text: string) => string {
  const names = new Map(ingredients.flatMap(({ label }) => [[label.fr.toLowerCase(), label[language]] as const, [label.en.toLowerCase(), label[language]] as const]));
  return (text) => {
    // The longest name first: "Acide folique" before "Acide".
    for (let end = text.length; end > 0; end = text.lastIndexOf(' ', end - 1)) {
      const known = names.get(text.slice(0, end).toLowerCase());
      if (known !== undefined) return known + text.slice(end);
    }
    return text;
  };
}
