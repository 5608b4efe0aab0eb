import type { Site } from '#contract/sites.ts';

type SiteValues = Omit<Site, 'id' | 'retired' | 'openings' | 'version'>;

/** What is wrong with a site beside the others, or null: two of one name cannot be told apart. */
export function siteProblem({ name }: Pick<SiteValues, 'name'>, others: readonly Pick<SiteValues, 'name'>[]): { readonly path: string; readonly code: string } | null {
  const same = (text: string): string => text.toLocaleLowerCase('fr').normalize('NFC');
  return others.some((other) => same(other.name) === same(name)) ? { path: 'name', code: 'TAKEN' } : null;
}

const fields = ['name', 'address', 'city', 'postalCode', 'phone', 'zone', 'holidays', 'place'] as const satisfies readonly (keyof SiteValues)[];

/** Names of the fields in which a site differs from what it was. */
export function siteChanges(before: SiteValues, after: SiteValues): string[] {
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** What a site contributes to when calendars are closed. */
export interface SiteHolidays<Choice> {
  /** Null: the clinic itself. */
  readonly id: string | null;
  readonly zone: string;
  readonly choice: Choice;
}

/** Sites that observe the same holidays in the same zone, together; one group where all do. */
export function holidayGroups<Choice>(places: readonly SiteHolidays<Choice>[]): { readonly siteIds: (string | null)[]; readonly zone: string; readonly choice: Choice }[] {
  const groups = Map.groupBy(places, ({ zone, choice }) => `${zone} ${JSON.stringify(choice)}`);
  return [...groups.values()].flatMap((group) => (group[0] ? [{ siteIds: group.map(({ id }) => id), zone: group[0].zone, choice: group[0].choice }] : []));
}
