import { z } from 'zod';
import { urgency } from './triage.ts';
import { administrativeSex, line } from './values.ts';

export const mobility = z.enum(['independent', 'aid', 'wheelchair', 'homebound', 'unknown']);
export const teleSuitability = z.enum(['yes', 'phone-only', 'no', 'unknown']);

/** What the registry sorts by. What is not known comes last in either direction. */
export const registrySortKeys = ['name', 'birthDate', 'lastVisit', 'nextVisit', 'openClass', 'region', 'problem'] as const;
export const registrySort = z.object({ by: z.enum(registrySortKeys), direction: z.enum(['ascending', 'descending']) });
export type RegistrySort = z.infer<typeof registrySort>;

/** Ages at the clinic's day, and months since the last visit. */
export const ageBands = ['0-17', '18-39', '40-64', '65-79', '80+'] as const;
export const seenBands = ['0-3', '3-6', '6-12', '12+', 'never'] as const;

const chosen = <Schema extends z.ZodType>(value: Schema) => z.array(value).max(30).default([]);

/** What narrows the registry: within a facet any of the values, between facets all of them. */
export const registryFilters = z.object({
  problem: chosen(z.string().max(200)),
  openClass: chosen(urgency),
  lastSeen: chosen(z.enum(seenBands)),
  region: chosen(line(20)),
  mobility: chosen(mobility),
  tele: chosen(teleSuitability),
  sex: chosen(administrativeSex),
  age: chosen(z.enum(ageBands)),
  language: chosen(line(20)),
  /** `none`: nothing is booked. */
  booking: chosen(z.enum(['none'])),
  life: chosen(z.enum(['living', 'deceased'])),
});
export type RegistryFilters = z.infer<typeof registryFilters>;
export type RegistryFacet = keyof RegistryFilters;
export const registryFacets = Object.keys(registryFilters.shape) as readonly RegistryFacet[];
export const noFilters: RegistryFilters = registryFilters.parse({});

/** Columns a person may see, besides the patient's name, in the order they come in at first. */
export const registryColumns = ['problem', 'number', 'lastVisit', 'nextVisit', 'region', 'openClass', 'birthDate', 'mobility', 'tele', 'language'] as const;
export type RegistryColumn = (typeof registryColumns)[number];
export const firstColumns: readonly RegistryColumn[] = ['problem', 'lastVisit', 'nextVisit', 'region', 'openClass'];

/** How a person sees the registry: columns in their order, and the order of the rows. */
export const registryLayout = z.object({
  columns: z.array(z.enum(registryColumns)).max(registryColumns.length),
  sort: registrySort,
});
export type RegistryLayout = z.infer<typeof registryLayout>;

/** A facet's values with how many patients each would show; counts are absent where counting would take too long. */
export const facetValue = z.object({ value: z.string(), label: z.string().nullable(), count: z.int().nullable() });
export type FacetValue = z.infer<typeof facetValue>;
