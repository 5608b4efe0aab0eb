import type { Inputs, Outputs } from '#contract/index.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { nextClinicVersion } from '../content/clinic-version.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { visitPurposes } from '../appointments/visit-purposes.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { knownCodes, nameableTests, templateKind } from './plan-content.ts';
import { datedOnly } from './plan-view.ts';
import type { Planner } from './planner.ts';
import { judgeTemplate, nextTemplateCode } from './template-change-rules.ts';
import type { TemplateReader } from './template-reader.ts';
import { activateTemplate, insertTemplate, templateCodes, type TemplateContent, templatesInForce, type TemplateVersion, versionsOf, withdrawTemplate } from './template-repository.ts';

/** The templates of follow-up plans: written as new versions of the clinic, tried before, and put back. */
export function createTemplateService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, templates: TemplateReader, planner: Planner) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const found = async (db: ReadExecutor, templateId: string): Promise<TemplateVersion> => {
    const version = await templates.find(db, templateId);
    // The steps of a pathway’s phase are written with the pathway.
    if (version?.content.kind !== templateKind) throw new DeclaredError('NOT_FOUND');
    return version;
  };

  return {
    versions: ({ code }: Inputs['plans']['templateVersions']): Promise<Outputs['plans']['templateVersions']> =>
      unitOfWork.read(async (db) => {
        const inForce = (await templatesInForce(db)).get(code);
        return (await versionsOf(db, code)).map((row) => ({
          templateId: row.id, version: row.version, origin: row.origin === 'clinic' ? 'clinic' : 'built-in', isInForce: row.id === inForce, madeAt: row.created_at, madeBy: row.display_name, note: row.note, basedOn: row.base_version, running: Number(row.running ?? 0),
        }));
      }),

    /** @throws DeclaredError `NOT_FOUND` */
    read: ({ templateId }: Inputs['plans']['readTemplate']): Promise<Outputs['plans']['readTemplate']> =>
      unitOfWork.read(async (db) => {
        const { id, content } = await found(db, templateId);
        return { templateId: id, code: content.id, version: content.version, body: content.body };
      }),

    tryOut: ({ body, from }: Inputs['plans']['tryTemplate']): Promise<Outputs['plans']['tryTemplate']> =>
      unitOfWork.read(async (db) => {
        const judged = judgeTemplate(body, { ...knownCodes, codes: await templateCodes(db) });
        if (!judged.ok) return { problems: [...judged.problems], steps: [] };
        const content: TemplateContent = { kind: templateKind, id: 'TRY', version: '1.0.0', status: 'unreviewed', sources: [{ code: 'CLINIC', label: { fr: '-', en: '-' } }], body: judged.body };
        const { dates } = await planner.date(db, {
          planId: null, patientId: '', template: { id: '', origin: 'clinic', content }, anchors: Object.fromEntries(judged.body.anchors.map(({ code }) => [code, from])), putOffDays: 0, options: judged.body.options.map(({ code }) => code), practitionerId: null, leftOut: [],
        }, today(), new Set());
        return { problems: [], steps: dates.map((one) => datedOnly(one, null)) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID`, `STALE` */
    save: (caller: Caller, { templateId: id, code, basedOn, note, body }: Inputs['plans']['saveTemplate']): Promise<Outputs['plans']['saveTemplate']> =>
      unitOfWork.write(async (db) => {
        const known = await templates.find(db, id);
        if (known) return { templateId: id, code: known.content.id, version: known.content.version };
        const codes = await templateCodes(db);
        if (code !== null && !codes.includes(code)) throw new DeclaredError('NOT_FOUND');
        const base = basedOn === null ? null : await found(db, basedOn);
        const own = code ?? nextTemplateCode(codes);
        const versions = await versionsOf(db, own);
        const inForce = versions.find((row) => row.id === basedOn);
        // Whoever writes on what is no longer the last is told of it.
        const present = (await templatesInForce(db)).get(own);
        if (code !== null && present !== basedOn) {
          const last = versions.find((row) => row.id === present) ?? inForce;
          throw new DeclaredError('STALE', { version: versions.length, changedBy: last?.display_name ?? null, changedAt: last?.created_at ?? ports.clock.now() });
        }
        const judged = judgeTemplate(body, { ...knownCodes, codes: [...codes, own] });
        if (!judged.ok) throw new DeclaredError('INVALID', { issues: judged.problems.map(({ path, code: what }) => ({ path, code: what })) });
        const version = nextClinicVersion(base?.content.version ?? null, versions.map((row) => row.version));
        const sources = base?.content.sources ?? [{ code: 'CLINIC', label: { fr: 'Écrit par la clinique', en: 'Written by the clinic' } }];
        await insertTemplate(db, { id, content: { kind: templateKind, id: own, version, status: 'unreviewed', sources, body: judged.body }, basedOn, note, now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'plan-template.saved', entity: 'plan-template', entityId: id, detail: { code: own, version } });
        return { templateId: id, code: own, version };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` */
    use: (caller: Caller, { templateId }: Inputs['plans']['useTemplate']): Promise<Outputs['plans']['useTemplate']> =>
      unitOfWork.write(async (db) => {
        const { content } = await found(db, templateId);
        if ((await templatesInForce(db)).get(content.id) === templateId) throw new DeclaredError('ILLEGAL_STATE', { state: 'IN_FORCE' });
        await activateTemplate(db, { id: templateId, code: content.id }, ports.clock.now());
        await audit.record(db, { userId: caller.userId, action: 'plan-template.used', entity: 'plan-template', entityId: templateId, detail: { code: content.id, version: content.version } });
        return { version: content.version };
      }),

    choices: (): Promise<Outputs['plans']['templateChoices']> =>
      unitOfWork.read(async (db) => {
        const inForce = await templatesInForce(db);
        const withdrawn = [];
        for (const code of (await templateCodes(db)).filter((one) => !inForce.has(one))) {
          const versions = await versionsOf(db, code);
          const [last] = versions;
          if (last) withdrawn.push({ templateId: last.id, code, title: (await found(db, last.id)).content.body.title, running: versions.reduce((sum, { running }) => sum + Number(running ?? 0), 0) });
        }
        return { instruments: builtInInstruments.map(({ id, body }) => ({ code: id, label: body.label })), purposes: visitPurposes.map(({ code, label }) => ({ code, label })), tests: [...nameableTests].map(([code, { label }]) => ({ code, label })), withdrawn };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` */
    withdraw: (caller: Caller, { templateId }: Inputs['plans']['withdrawTemplate']): Promise<Outputs['plans']['withdrawTemplate']> =>
      unitOfWork.write(async (db) => {
        const { content } = await found(db, templateId);
        if ((await versionsOf(db, content.id)).some(({ origin }) => origin === 'built-in')) throw new DeclaredError('ILLEGAL_STATE', { state: 'BUILT_IN' });
        if (!(await templatesInForce(db)).has(content.id)) throw new DeclaredError('ILLEGAL_STATE', { state: 'WITHDRAWN' });
        await withdrawTemplate(db, content.id);
        await audit.record(db, { userId: caller.userId, action: 'plan-template.withdrawn', entity: 'plan-template', entityId: templateId, detail: { code: content.id, version: content.version } });
        return { code: content.id };
      }),
  };
}
