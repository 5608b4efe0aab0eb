import { roles } from '#contract/permissions.ts';
import type { SlotReason } from '#contract/slots.ts';
import type { FreeSlot } from '#contract/appointments.ts';
import { type Language, visitModality, type VisitModality } from '#contract/values.ts';
import { z } from 'zod';
import content from './slot-words.json' with { type: 'json' };

const words = z.object({
  reasons: z.record(z.string(), z.string()),
  modalities: z.record(visitModality, z.string()),
  roles: z.partialRecord(z.enum(roles), z.string()),
  weekdays: z.array(z.string()).length(7),
  halfDays: z.object({ morning: z.string(), afternoon: z.string() }),
  zone: z.string(),
});
const catalogue = z.object({ fr: words, en: words }).parse(content);

/** A reason for where a place stands, in words, with the points it gives or takes: `dans le délai, 2 j d’avance (+30)`. */
export function reasonIn(language: Language, { code, points, facts }: SlotReason): string {
  const said = catalogue[language];
  const known = said.reasons[wordsOf(code, points, facts)] ?? code;
  const { days, visits, km, minutes, hours, role, modality, name, weekday, halfDay, on, language: spoken } = facts;
  const values: Readonly<Record<string, string | undefined>> = {
    days: days?.toString(), visits: visits?.toString(), hours: hours?.toString(), name, date: on,
    km: km?.toString(),
    travel: [km ? `${km} km` : '', minutes ? `${minutes} min` : ''].filter((part) => part !== '').join(', '),
    role: role && (said.roles[role] ?? role), modality: modality && said.modalities[modality], weekday: weekday === undefined ? undefined : said.weekdays[weekday - 1], halfDay: halfDay && said.halfDays[halfDay],
    language: spoken === undefined ? undefined : (new Intl.DisplayNames([language], { type: 'language' }).of(spoken) ?? spoken),
  };
  return `${known.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => values[key] ?? '')} (${points > 0 ? '+' : ''}${points})`;
}

/** Where a place is: its site, and the zone of its clock where that is not the clinic's; `-` at the clinic itself. */
export function placeIn(language: Language, { site, zone }: Pick<FreeSlot, 'site' | 'zone'>, clinicZone: string): string {
  const clock = zone === clinicZone ? '' : catalogue[language].zone.replace('{zone}', zone);
  return [site?.name ?? '', clock].filter((part) => part !== '').join(', ') || '-';
}

/** How somebody is seen, in a word. */
export function modalityIn(language: Language, modality: VisitModality): string {
  return catalogue[language].modalities[modality];
}

/** The words of a reason: two codes are said in two ways. */
function wordsOf(code: SlotReason['code'], points: number, facts: SlotReason['facts']): string {
  if (code === 'in-time') return facts.days === 0 ? 'last-day' : code;
  if (code === 'mobility') return points > 0 ? 'mobility-for' : 'mobility-against';
  if (code === 'class') return facts.name ? code : 'class-none';
  return code;
}
