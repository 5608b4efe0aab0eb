const millisecondsPerDay = 86_400_000;

/**
 * The civil date by which a person is to be seen.
 *
 * @param completedOn date of the complete request in the clinic's zone, `YYYY-MM-DD`
 * @param dueInDays calendar days of the class
 * @returns `YYYY-MM-DD`
 */
export function dueOn(completedOn: string, dueInDays: number): string {
  return new Date(Date.parse(`${completedOn}T00:00:00Z`) + dueInDays * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Days from a civil date to another, negative when it is before. */
export function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / millisecondsPerDay;
}

/**
 * Age in completed years on a date; a person born on 29 February comes of age on 1 March of a common year.
 *
 * @param bornOn `YYYY-MM-DD`
 * @param date `YYYY-MM-DD`
 * @returns null when the date precedes the birth
 */
export function ageOn(bornOn: string, date: string): number | null {
  if (date < bornOn) return null;
  const years = Number(date.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return date.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
