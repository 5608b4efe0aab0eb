import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { smallestCount } from '#contract/indicators.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { roles } from '#contract/permissions.ts';
import type { RoleCapacity, TeamReport } from '#contract/programme.ts';
import { type PastDay, pastOpenings } from '../appointments/past-openings.ts';
import { addDays, civilDate } from '../appointments/wall-time.ts';
import { dayBefore, monthsBefore, yearsBefore } from '../cohorts/civil-date-rules.ts';
import { type Period, periodsUntil } from '../cohorts/comparison-rules.ts';
import { mediaTypes, type NamedFile } from '../delivery/file-delivery.ts';
import { renderPdf } from '../documents/pdf-document.ts';
import { byteOrderMark, csvLine } from '../exports/csv-writing.ts';
import { zipOf } from '../exports/outgoing-file.ts';
import { type Sheet, workbookParts } from '../exports/xlsx-writing.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { guardedCount } from './guarded-figures.ts';
import { pathwayLines } from './pathway-lines.ts';
import type { PathwayFigures } from './pathway-service.ts';
import { teamDocument } from './team-document.ts';
import { teamLines } from './team-lines.ts';
import { firstVisitTallies, peopleTallies, requestTallies, type TeamQuestion, visitTallies, waitingByRole } from './team-repository.ts';
import { regionFigures, teamFigures, type TeamTallies } from './team-rules.ts';
import { teamStart, writeTeamStart } from './team-start-repository.ts';
import { teamWords } from './team-words.ts';

/** Days of the calendar a capacity is worked out from: thirteen whole weeks up to yesterday. */
const capacityDays = 91;
const monthDays = 31;
/** The keys of the periods that are no quarter or year. */
const [yearBack, beforeKey, afterKey] = ['year-back', 'before', 'after'];

/** What an interprofessional team changes for access, in figures that point to nobody. */
export function createTeamService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, pathways: PathwayFigures) {
  // Each in its own transaction: others answer in between.
  const tallied = async (question: TeamQuestion): Promise<TeamTallies> => ({
    visits: await unitOfWork.read((db) => visitTallies(db, question)),
    people: await unitOfWork.read((db) => peopleTallies(db, question)),
    firstVisits: await unitOfWork.read((db) => firstVisitTallies(db, question)),
  });

  const capacity = async (today: string): Promise<TeamReport['capacity']> => {
    const [from, until] = [addDays(today, -capacityDays), dayBefore(today)];
    const days: PastDay[] = [];
    for (let start = from; start <= until; start = addDays(start, monthDays)) {
      const end = addDays(start, monthDays - 1);
      days.push(...(await unitOfWork.read((db) => pastOpenings(db, { from: start, until: end < until ? end : until, zone: clinic.timeZone }))));
    }
    const waiting = await unitOfWork.read(waitingByRole);
    return {
      from, until,
      roles: roles.flatMap((role): RoleCapacity[] => {
        const own = days.filter((one) => one.role === role);
        const sum = (of: 'planned' | 'away' | 'unused'): number => own.reduce((minutes, day) => minutes + day[of], 0);
        const waits = waiting.get(role) ?? 0;
        return own.length === 0 && waits === 0 ? [] : [{
          role, professionals: new Set(own.map(({ practitionerId }) => practitionerId)).size, weekly: sum('planned') / (capacityDays / 7), planned: sum('planned'), away: sum('away'), unused: sum('unused'), waiting: guardedCount(waits),
        }];
      }),
    };
  };

  const team = async (_caller: Caller, { every }: Inputs['programme']['team']): Promise<Outputs['programme']['team']> => {
    const now = ports.clock.now();
    const today = civilDate(now, clinic.timeZone);
    const startedOn = await unitOfWork.read(teamStart);
    const shown = periodsUntil(today, every);
    const since = yearsBefore(today, 1);
    const around: readonly Period[] = startedOn === null ? [] : [
      { key: beforeKey, from: monthsBefore(startedOn, 12), until: dayBefore(startedOn), isRunning: false }, { key: afterKey, from: startedOn, until: today, isRunning: true },
    ];
    const tallies = await tallied({ engine: unitOfWork.engine, now, today, periods: [...shown, { key: yearBack, from: since, until: today, isRunning: true }, ...around] });
    const requests = await unitOfWork.read((db) => requestTallies(db, { since, today }));
    const figured = (period: Period) => ({ ...period, figures: teamFigures(tallies, period.key) });
    const [before, after] = around.map(figured);
    return {
      asOf: today, startedOn, periods: shown.map(figured), compared: before && after ? { before, after } : null,
      regions: regionFigures(tallies, requests, yearBack).slice(0, 40), capacity: await capacity(today),
    };
  };

  return {
    team,

    /** The figures of the team and of every pathway somebody is or was on, as a file that points to nobody; that it left is on record. */
    teamFile: async (caller: Caller, { every, language, format }: Inputs['programme']['teamFile']): Promise<{ readonly file: NamedFile; readonly content: Uint8Array }> => {
      const report = await team(caller, { every });
      const onPathways = await pathways.everyPathway(caller);
      const at = ports.clock.now();
      await unitOfWork.write((db) => audit.record(db, { userId: caller.userId, action: 'programme.exported', entity: 'programme', entityId: null, patientId: null, detail: { every, format, smallestCell: smallestCount } }));
      const file: NamedFile = { name: `${teamWords(language).fileName}-${report.asOf}.${format}`, mediaType: mediaTypes[format] };
      if (format === 'pdf') return { file, content: await renderPdf(teamDocument(report, onPathways, { language, clinic, at, by: caller.displayName })) };
      const { head, columns, lines: ofTeam } = teamLines(report, language, clinic.name);
      const lines = [...ofTeam, ...onPathways.flatMap((one) => pathwayLines(one, language))];
      if (format === 'csv') return { file, content: Buffer.from(byteOrderMark + [...head, [], columns, ...lines].map((line) => csvLine(line)).join('')) };
      const sheet: Sheet = { name: teamWords(language).title.slice(0, 31), titles: [], lines: Readable.from([...head, [], columns, ...lines]) };
      return { file, content: await buffer(zipOf(workbookParts([sheet], language), null)) };
    },

    /**
     * Says on which day the team began.
     *
     * @throws DeclaredError `INVALID` for a day to come
     */
    setTeamStart: async (caller: Caller, { startedOn }: Inputs['programme']['setTeamStart']): Promise<Outputs['programme']['setTeamStart']> => {
      const now = ports.clock.now();
      if (startedOn !== null && startedOn > civilDate(now, clinic.timeZone)) throw new DeclaredError('INVALID', { issues: [{ path: 'startedOn', code: 'TO_COME' }] });
      await unitOfWork.write(async (db) => {
        await writeTeamStart(db, { startedOn, now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'programme.start-set', entity: 'clinic', entityId: clinic.id, patientId: null, detail: { startedOn } });
      });
      return { startedOn };
    },
  };
}
