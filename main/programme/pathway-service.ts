import type { Inputs, Outputs } from '#contract/index.ts';
import type { PathwayBody } from '#contract/pathways.ts';
import { addDays, civilDate } from '../appointments/wall-time.ts';
import { monthsBefore } from '../cohorts/civil-date-rules.ts';
import { toxicityGradings } from '../pathways/pathway-content.ts';
import type { PathwayReader } from '../pathways/pathway-reader.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { guardedParts } from './guarded-figures.ts';
import { callTallies, doseTallies, escalationCourses, globalHealth, inclusionsByMonth, standingTallies, takenPathways, toxicityTallies, wayTallies } from './pathway-repository.ts';
import { callFigures, doseFigures, escalationFigures, inclusionCurve, toxicityFigures, type ToxicityTally } from './pathway-rules.ts';
import { completenessFigures, qualityFigures, qualityNoted } from './quality-rules.ts';
import { notedIncidents, organsOfCalls, organsOfVisits } from './incident-repository.ts';
import { incidentTallies } from './incident-rules.ts';
import { acuteTallies, acuteToxicityTallies, detectionTallies, followed, followedDays, notedByNow, symptomCourses, trainingNoted } from './safety-repository.ts';
import { acuteFigures, detectionFigures, symptomFigures } from './safety-rules.ts';
import { pathwayTargets } from './pathway-targets.ts';

type Report = Outputs['programme']['pathway'];

/** What a pathway does, in figures that point to nobody. */
export function createPathwayFigureService({ unitOfWork, clinic, ports }: ServiceDependencies, definitions: PathwayReader) {
  const sourceOf = (code: string): Report['published'][number]['source'] => pathwayTargets.sources.find((one) => one.code === code)?.label ?? { fr: code, en: code };

  /** In the order they are chosen in: those with a target, those somebody is or was on, the others. */
  const inOrder = async () => {
    const known = await unitOfWork.read((db) => definitions.inForce(db));
    const taken = await unitOfWork.read(takenPathways);
    const rank = (code: string): number => (pathwayTargets.body.targets.some((one) => one.pathway === code) ? 0 : taken.has(code) ? 1 : 2);
    return { known: [...known].sort((one, other) => rank(one.content.id) - rank(other.content.id)), taken };
  };

  /** Incidents of doses that are signs of an organ, by the version their person runs on, else by the one in force. */
  const incidents = async (code: string, inForce: PathwayBody): Promise<readonly ToxicityTally[]> => {
    const noted = await unitOfWork.read((db) => notedIncidents(db, code));
    if (noted.length === 0) return [];
    const ids = [...new Set(noted.map(({ definitionId }) => definitionId))];
    const bodies = await unitOfWork.read(async (db) => new Map(await Promise.all(ids.map(async (id) => [id, (await definitions.version(db, id)).content.body] as const))));
    const organIn = (body: PathwayBody | undefined, incident: string): string | undefined => body?.dosing?.administration?.incidents.find((one) => one.code === incident)?.organ;
    const signs = noted.flatMap(({ code: incident, definitionId, givenOn, ...one }) => {
      const organ = organIn(bodies.get(definitionId), incident) ?? organIn(inForce, incident);
      return organ === undefined ? [] : [{ ...one, givenOn, dayAfter: addDays(givenOn, 1), organ }];
    });
    const calls = await unitOfWork.read((db) => organsOfCalls(db, code));
    const visits = await unitOfWork.read((db) => organsOfVisits(db, [...new Set(signs.map(({ patientId }) => patientId))]));
    return incidentTallies(signs, { calls, visits });
  };

  const pathway = async (_caller: Caller, { code: asked }: Inputs['programme']['pathway']): Promise<Report> => {
    const [now, { engine }] = [ports.clock.now(), unitOfWork];
    const today = civilDate(now, clinic.timeZone);
    const { known } = await inOrder();
    const chosen = asked === null ? known[0] : known.find(({ content }) => content.id === asked);
    if (!chosen) throw new DeclaredError('NOT_FOUND');
    const { id: code, body } = chosen.content;
    const target = pathwayTargets.body.targets.find((one) => one.pathway === code) ?? null;
    const organs = body.toxicity === undefined || body.toxicity === null ? [] : (toxicityGradings.get(body.toxicity)?.organs ?? []);
    // Each in its own transaction: others answer in between.
    const inclusions = await unitOfWork.read((db) => inclusionsByMonth(db, code));
    const standing = await unitOfWork.read((db) => standingTallies(db, code));
    const doses = await unitOfWork.read((db) => doseTallies(db, code));
    const calls = await unitOfWork.read((db) => callTallies(db, code));
    const toxicity = await unitOfWork.read((db) => toxicityTallies(db, engine, code));
    const escalations = await unitOfWork.read((db) => escalationCourses(db, code, now));
    const together = await unitOfWork.read((db) => followed(db, engine, code, today));
    const acute = await unitOfWork.read((db) => acuteTallies(db, code));
    const acuteToxicity = await unitOfWork.read((db) => acuteToxicityTallies(db, code));
    const detected = await unitOfWork.read((db) => detectionTallies(db, code));
    const atDoses = await incidents(code, body);
    const symptoms = await unitOfWork.read((db) => symptomCourses(db, code, clinic.timeZone));
    const ways = await unitOfWork.read((db) => wayTallies(db, code));
    const noted = await unitOfWork.read((db) => notedByNow(db, code, today));
    const lasted = await unitOfWork.read((db) => followedDays(db, engine, code, today));
    const training = await unitOfWork.read((db) => trainingNoted(db, code));
    const scores = await unitOfWork.read((db) => globalHealth(db, engine, code));

    const count = (state: string, phase?: string): number => standing.filter((one) => one.state === state && (phase === undefined || one.phase === phase)).reduce((sum, one) => sum + one.count, 0);
    const places = [
      { code: 'proposed', label: null, count: count('proposed') }, ...body.phases.map((phase) => ({ code: phase.code, label: phase.label, count: count('running', phase.code) })),
      { code: 'suspended', label: null, count: count('suspended') }, { code: 'completed', label: null, count: count('completed') }, { code: 'left', label: null, count: count('left') },
    ];
    const told = guardedParts(places.map((one) => one.count));
    return {
      asOf: today, code, label: body.label, pathways: known.map(({ content }) => ({ code: content.id, label: content.body.label })),
      inclusions: inclusionCurve(inclusions, target, today),
      target: target && { from: target.from, until: addDays(monthsBefore(target.from, -target.months), -1), count: target.count, source: sourceOf(target.source) },
      published: pathwayTargets.body.published.filter((one) => one.pathway === code).map(({ what, on, count: published, source }) => ({ what, on, count: published, source: sourceOf(source) })),
      standing: places.map((one, index) => ({ ...one, count: told[index] ?? null })),
      doses: doseFigures(doses, ways), calls: callFigures(calls), toxicity: toxicityFigures([...toxicity, ...acuteToxicity, ...atDoses], (organ) => organs.find((one) => one.code === organ)?.label ?? null),
      detected: detectionFigures([...detected, ...atDoses.map(({ count: seen }) => ({ place: 'dose' as const, count: seen }))]), symptomDays: symptomFigures(symptoms), completeness: completenessFigures({ ...noted, quality: qualityNoted(lasted, scores), training }),
      escalations: escalationFigures(escalations), acute: acuteFigures(together, acute), quality: qualityFigures(scores),
    };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND` */
    pathway,

    /** Of every pathway somebody is or was on, in the order they are chosen in. */
    everyPathway: async (caller: Caller): Promise<readonly Report[]> => {
      const { known, taken } = await inOrder();
      const reports: Report[] = [];
      for (const { content } of known) if (taken.has(content.id)) reports.push(await pathway(caller, { code: content.id }));
      return reports;
    },
  };
}

export type PathwayFigures = ReturnType<typeof createPathwayFigureService>;
