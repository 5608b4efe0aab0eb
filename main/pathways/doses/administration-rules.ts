import type { PathwayBody } from '#contract/pathways.ts';

/** Whether what was written of a dose given is whole. Pure. */

type Form = NonNullable<NonNullable<PathwayBody['dosing']>['administration']>;

export interface WrittenAdministration {
  readonly givenOn: string;
  readonly started: string;
  readonly ended: string;
  readonly observedUntil: string;
  readonly identifiers: readonly string[];
  readonly expiresOn: string;
  readonly vitals: readonly { readonly moment: string; readonly measure: string; readonly value: number }[];
  readonly incidents: readonly { readonly code: string; readonly grade: number; readonly words: string }[];
}

export interface WrittenFault {
  readonly path: string;
  readonly code: string;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The grade from which an incident is told in words. */
const toldFrom = 2;

/**
 * What is missing or cannot be, by field: two identifiers at least, a product that has not expired, every vital sign asked at
 * every moment asked and within its bounds, times in their order, the person watched as long as the definition says unless
 * something happened.
 *
 * @param today a dose is written down the day it is given: its checklist is judged then
 */
export function administrationFaults(form: Form, written: WrittenAdministration, today: string): readonly WrittenFault[] {
  const faults: WrittenFault[] = [];
  const refuse = (path: string, code: string): void => void faults.push({ path, code });
  const { identifiers, vitals, incidents } = written;
  if (written.givenOn !== today) refuse('givenOn', 'NOT_TODAY');
  if (new Set(identifiers).size < 2) refuse('identifiers', 'TWO');
  if (identifiers.some((code) => !form.identifiers.some((one) => one.code === code))) refuse('identifiers', 'UNKNOWN');
  if (written.expiresOn < written.givenOn) refuse('expiresOn', 'EXPIRED');
  if (minutesOf(written.ended) < minutesOf(written.started)) refuse('ended', 'BEFORE');
  const watched = minutesOf(written.observedUntil) - minutesOf(written.ended);
  if (watched < 0) refuse('observedUntil', 'BEFORE');
  else if (watched < form.observationMinutes && incidents.length === 0) refuse('observedUntil', 'TOO_SHORT');
  for (const { moment, measure, value } of vitals) {
    const known = form.measures.find(({ code }) => code === measure);
    const path = `vitals.${moment}.${measure}`;
    if (!known || !form.moments.some(({ code }) => code === moment)) refuse(path, 'UNKNOWN');
    else if (value < known.min || value > known.max) refuse(path, 'OUT_OF_RANGE');
  }
  if (new Set(vitals.map(({ moment, measure }) => `${moment} ${measure}`)).size !== vitals.length) refuse('vitals', 'REPEATED');
  for (const moment of form.moments.filter(({ required }) => required)) {
    for (const measure of form.measures.filter(({ required }) => required)) {
      if (!vitals.some((one) => one.moment === moment.code && one.measure === measure.code)) refuse(`vitals.${moment.code}.${measure.code}`, 'REQUIRED');
    }
  }
  incidents.forEach(({ code, grade, words }, index) => {
    if (!form.incidents.some((one) => one.code === code)) refuse(`incidents.${index}.code`, 'UNKNOWN');
    if (grade >= toldFrom && words === '') refuse(`incidents.${index}.words`, 'REQUIRED');
  });
  return faults;
}

/** Incidents a correction adds, or makes graver: what the hospital has not been told of. */
export function addedIncidents(before: WrittenAdministration['incidents'], after: WrittenAdministration['incidents']): WrittenAdministration['incidents'] {
  return after.filter(({ code, grade }) => !before.some((known) => known.code === code && known.grade >= grade));
}
