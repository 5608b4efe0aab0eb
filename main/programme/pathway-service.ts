import type { Inputs, Outputs } from '#contract/index.ts';
import { addDays, civilDate } from '../appointments/wall-time.ts';
import { monthsBefore } from '../cohorts/civil-date-rules.ts';
import { toxicityGradings } from '../pathways/pathway-content.ts';
import type { PathwayReader } from '../pathways/pathway-reader.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { guardedParts } from './guarded-figures.ts';
import { callTallies, doseTallies, escalationCourses, globalHealth, inclusionsByMonth, standingTallies, toxicityTallies } from './pathway-repository.ts';
import { callFigures, doseFigures, escalationFigures, inclusionCurve, qualityFigures, toxicityFigures } from './pathway-rules.ts';
import { acuteTallies, followed } from './safety-repository.ts';
import { acuteFigures } from './safety-rules.ts';
import { pathwayTargets } from './pathway-targets.ts';

type Report = Outputs['programme']['pathway'];

/** What a pathway does, in figures that point to nobody. */
export function createPathwayFigureService({ unitOfWork, clinic, ports }: ServiceDependencies, definitions: PathwayReader) {
  const sourceOf = (code: string): Report['published'][number]['source'] => pathwayTargets.sources.find((one) => one.code === code)?.label ?? { fr: code, en: code };

  return {
    /** @throws DeclaredError `NOT_FOUND` */
    pathway: async (_caller: Caller, { code: asked }: Inputs['programme']['pathway']): Promise<Report> => {
      const [now, { engine }] = [ports.clock.now(), unitOfWork];
      const today = civilDate(now, clinic.timeZone);
      const known = await unitOfWork.read((db) => definitions.inForce(db));
      const pathway = asked === null ? known[0] : known.find(({ content }) => content.id === asked);
      if (!pathway) throw new DeclaredError('NOT_FOUND');
      const { id: code, body } = pathway.content;
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
        doses: doseFigures(doses), calls: callFigures(calls), toxicity: toxicityFigures(toxicity, (organ) => organs.find((one) => one.code === organ)?.label ?? null),
        escalations: escalationFigures(escalations), acute: acuteFigures(together, acute), quality: qualityFigures(scores),
      };
    },
  };
}
