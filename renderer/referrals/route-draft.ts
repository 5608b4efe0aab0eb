import type { Routing } from '#contract/routing';
import type { Decision, ProfessionalCode } from '#contract/triage';

/** Most professionals an order may hold. */
export const longestRoute = 6;

/** The order one starts from: the first professional of the decision, then the others the triage rules name for the clinic. */
export function startingRoute(routing: Routing | null | undefined, { primary }: Pick<Decision, 'primary'>): readonly ProfessionalCode[] {
  if (!routing) return [];
  const named = routing.steps.filter(({ isProposed, role }) => isProposed && role !== null).map(({ professional }) => professional);
  return named.includes(primary) ? [primary, ...named.filter((one) => one !== primary)].slice(0, longestRoute) : [];
}

/** Adds a professional at the end, or takes one out; the first stays. */
export function toggled(route: readonly ProfessionalCode[], professional: ProfessionalCode): readonly ProfessionalCode[] {
  if (route[0] === professional) return route;
  return route.includes(professional) ? route.filter((one) => one !== professional) : [...route, professional].slice(0, longestRoute);
}

/** One place earlier, never before the first. */
export function earlier(route: readonly ProfessionalCode[], professional: ProfessionalCode): readonly ProfessionalCode[] {
  const at = route.indexOf(professional);
  const before = route[at - 1];
  if (at < 2 || before === undefined) return route;
  return route.with(at - 1, professional).with(at, before);
}
