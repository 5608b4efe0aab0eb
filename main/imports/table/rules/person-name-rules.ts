/** A family and a given name written in one cell. Pure. */

/**
 * Splits `Tremblay, Marie` or `TREMBLAY Marie`; null where nothing says which is which ("Marie Tremblay").
 */
export function splitName(text: string): { readonly familyName: string; readonly givenName: string } | null {
  const [family = '', given = '', ...more] = text.split(',').map((part) => part.trim());
  if (text.includes(',')) return family !== '' && given !== '' && more.length === 0 ? { familyName: family, givenName: given } : null;
  const words = text.split(/\s+/);
  const isCapital = (word: string): boolean => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  const capitals = words.filter(isCapital);
  if (capitals.length === 0 || capitals.length === words.length) return null;
  const others = words.filter((word) => !isCapital(word));
  const first = words.findIndex(isCapital);
  const together = words.slice(first, first + capitals.length).every(isCapital) && (first === 0 || first + capitals.length === words.length);
  return together ? { familyName: capitals.join(' '), givenName: others.join(' ') } : null;
}
