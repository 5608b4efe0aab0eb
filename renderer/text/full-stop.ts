/** "d’ici le 1er déc.." is "d’ici le 1er déc.": a shortened month that ends a sentence brings its own full stop. */
export function oneFullStop(text: string): string {
  return text.replaceAll(/(?<=\p{L})\.\.(?!\.)/gu, '.');
}
