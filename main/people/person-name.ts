/** How professionals are named on screens and paper. */

interface NamedPerson {
  readonly prefix: string | null;
  readonly familyName: string;
  readonly givenName: string;
}

/** "Dre Geneviève Lachance", "Sophie Gagnon". */
export function professionalName({ prefix, familyName, givenName }: NamedPerson): string {
  return [prefix, givenName, familyName].filter(Boolean).join(' ');
}

/** The name that fits the head of a column: "Dre G. Lachance", "Dr J.-P. Roy"; without a title the whole name. */
export function shortProfessionalName({ prefix, familyName, givenName }: NamedPerson): string {
  if (!prefix || !givenName) return professionalName({ prefix, familyName, givenName });
  const initials = givenName
    .split(/(?=[-\s])/u)
    .map((part) => part.replace(/^([-\s]?)(\p{L}).*$/u, '$1$2.'))
    .join('');
  return `${prefix} ${initials} ${familyName}`;
}
