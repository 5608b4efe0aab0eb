import type { Inputs, Outputs } from '#contract/index.ts';
import type { InstrumentReader } from '../instruments/active-instruments.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import type { Caller } from '../users/caller.ts';
import { countAnswers } from './answer-repository.ts';
import { activityInstruments } from './cohort-content.ts';
import type { CohortReadings } from './cohort-readings.ts';
import type { CohortQuestion } from './condition-repository.ts';
import { activityByQuarter, completenessOf, type CourseCount, courseCounts, instrumentsUsed, targetCounts } from './figure-repository.ts';
import { lastMonth, quarterStart, quartersUntil, targetCategories, timeCurve } from './time-curve.ts';

/** Quarters shown, and drugs with a curve of their own: those with the most courses, at least so many. */
const shownQuarters = 12;
const shownDrugs = 4;
const fewestCourses = 5;
const drugNames = new Map(builtInDrugs.body.ingredients.map(({ key, label }) => [key, label]));
const allDrugs = { fr: 'Tous', en: 'All' };

/** The charts of a cohort: activity over time, time to target, how long drugs are kept, completeness. */
export function createFigureService({ unitOfWork }: ServiceDependencies, readings: CohortReadings, question: (caller: Caller, definition: CohortQuestion['definition']) => CohortQuestion, instruments: InstrumentReader) {
  const { engine } = unitOfWork;
  return {
    figures: async (caller: Caller, { definition, instrument }: Inputs['cohorts']['figures']): Promise<Outputs['cohorts']['figures']> => {
      const catchingUp = await readings.catchUp(definition);
      const asked = question(caller, definition);
      // Each in its own transaction: others answer in between.
      const { people, used, known } = await unitOfWork.read(async (db) => ({ people: await countAnswers(db, asked), used: await instrumentsUsed(db, asked), known: await instruments.all(db) }));
      const shown = activityInstruments.flatMap((id) => known.filter(({ content }) => content.id === id && used.includes(id)).map(({ content }) => ({ code: content.id, label: content.body.label, categories: content.body.categories.map(({ code, label }) => ({ code, label })) })));
      const chosen = shown.find(({ code }) => code === instrument) ?? [...shown].sort((one, other) => used.indexOf(one.code) - used.indexOf(other.code))[0] ?? null;
      const quarters = quartersUntil(asked.today, shownQuarters);
      const target = targetCategories(chosen?.categories ?? []);
      const counts = chosen ? await unitOfWork.read((db) => activityByQuarter(db, asked, chosen.code, quarterStart(quarters[0] ?? asked.today))) : [];
      const toTarget = chosen ? await unitOfWork.read((db) => targetCounts(db, engine, asked, chosen.code, target)) : [];
      const courses = await unitOfWork.read((db) => courseCounts(db, engine, asked));
      const completeness = await unitOfWork.read((db) => completenessOf(db, asked, activityInstruments));
      return {
        people, catchingUp, instruments: shown, chosen: chosen?.code ?? null, lastMonth, target: [...target],
        quarters: quarters.map((quarter) => ({ quarter, counts: (chosen?.categories ?? []).map(({ code }) => counts.find((one) => one.quarter === quarter && one.category === code)?.count ?? 0) })),
        toTarget: mutable(timeCurve(toTarget.map(({ days, ended, count }) => ({ time: days, ended, count })))),
        survival: curvesOf(courses), completeness: completeness.map((one) => ({ ...one })),
      };
    },
  };
}

const mutable = ({ steps, marks, ...curve }: ReturnType<typeof timeCurve>) => ({ ...curve, steps: [...steps], marks: [...marks] });

function curvesOf(courses: readonly CourseCount[]): Outputs['cohorts']['figures']['survival'] {
  const byDrug = [...Map.groupBy(courses, ({ drug }) => drug)]
    .map(([drug, own]) => ({ drug, own, count: own.reduce((sum, one) => sum + one.count, 0) }))
    .filter(({ count }) => count >= fewestCourses)
    .sort((one, other) => other.count - one.count || (one.drug < other.drug ? -1 : 1))
    .slice(0, shownDrugs);
  const curve = (key: string, label: { fr: string; en: string }, own: readonly CourseCount[]) => ({ key, label, ...mutable(timeCurve(own.map(({ days, ended, count }) => ({ time: days, ended, count })))) });
  return courses.length === 0 ? [] : [curve('all', allDrugs, courses), ...byDrug.map(({ drug, own }) => curve(drug, drugNames.get(drug) ?? { fr: drug, en: drug }, own))];
}
