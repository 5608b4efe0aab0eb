/** A code made from a name: `Éducation à l’injection` gives `education-a-l-injection`. Pure. */
export function codeFrom(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/^-+|-+$/g, '') || 'x';
}
