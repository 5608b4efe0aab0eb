/** A label within a sentence: "créatinine", "anti-ADN natif"; acronyms and abbreviations (FSC, C3, Rx) stay as they are. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}{2}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
