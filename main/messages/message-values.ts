import type { Letterhead } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { purposeOf } from '../appointments/visit-purposes.ts';
import { localDateTime } from '../appointments/wall-time.ts';
import { timeIn } from '../referrals/letter-dates.ts';
import type { MessageValues } from './message-text-rules.ts';
import words from './message-words.json' with { type: 'json' };
import type { Occasion } from './occasion-repository.ts';

/** "mardi 17 novembre 2026" or "Tuesday, November 17, 2026" of a civil date. */
function dayIn(language: Language, date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day));
}

/** "Paris" of Europe/Paris: the place a clock is read at. */
const placeOfZone = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** Who is written to, and by whom. */
export interface Written {
  readonly person: { readonly givenName: string; readonly familyName: string };
  readonly clinicName: string;
  readonly letterhead: Letterhead;
}

/** What each field says where there is no visit yet: the day is the last on which one should be; of the visit there is nothing to say. */
export function valuesToBook(untilOn: string, language: Language, { person, clinicName, letterhead }: Written): MessageValues {
  return {
    given: person.givenName, patient: `${person.givenName} ${person.familyName}`, date: dayIn(language, untilOn), time: '', previous: '', professional: '', how: '', link: '', clinic: clinicName, address: letterhead.address, phone: letterhead.phone, reason: '', purpose: '',
  };
}

/** What each field of a message says of a visit. A person elsewhere reads the time of their own clock, and which clock it is. */
export function messageValues(visit: Occasion, language: Language, { person, clinicName, letterhead }: Written): MessageValues {
  const own = words[language];
  const isElsewhere = visit.patientZone !== null && visit.patientZone !== visit.zone;
  const local = isElsewhere ? localDateTime(visit.startsAt, visit.patientZone ?? visit.zone) : visit.localStart;
  const time = timeIn(language, local.slice(11));
  const purpose = visit.purpose === null ? undefined : purposeOf(visit.purpose);
  return {
    given: person.givenName, patient: `${person.givenName} ${person.familyName}`, date: dayIn(language, local.slice(0, 10)), time: isElsewhere ? `${time} (${own.zone.replace('{zone}', placeOfZone(visit.patientZone ?? ''))})` : time,
    previous: visit.previousLocalStart ? dayIn(language, visit.previousLocalStart.slice(0, 10)) : '', professional: visit.professionalName, how: visit.modality === 'IN_PERSON' && visit.siteName ? own.inPersonAt.replace('{site}', visit.siteName) : own.how[visit.modality], link: visit.videoLink ?? '',
    clinic: clinicName, address: visit.sitePlace ?? letterhead.address, phone: letterhead.phone, reason: visit.reason ?? '', purpose: (purpose?.label ?? visit.purposeLabel)?.[language] ?? '',
  };
}
