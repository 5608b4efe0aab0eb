import type { Inputs, Outputs } from '#contract/index.ts';
import { letterKind } from '#contract/letters.ts';
import { language as languages } from '#contract/values.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import example from './letter-example.json' with { type: 'json' };
import { insertTemplate, type KeptTemplate, templateInForce, templateVersions } from './letter-template-repository.ts';
import { fieldName, type FieldValues, fillTemplate, letterFields, readTemplate, shippedTemplate } from './letter-template-rules.ts';

type Template = Outputs['letters']['templates']['templates'][number];

const shown = ({ kind, language, version, body, savedAt, savedBy }: KeptTemplate): Template => ({
  kind, language, version, body: body ?? shippedTemplate(kind, language), isShipped: body === null, saved: { at: savedAt, by: savedBy },
});

/** The texts of the clinic's letters: edited with named fields, every version kept. */
export function createLetterTemplateService({ unitOfWork, audit, ports }: ServiceDependencies) {
  return {
    /** The templates in force, in the order of the kinds, French first. */
    templates: async (_caller: Caller): Promise<Outputs['letters']['templates']> => {
      const kept = await unitOfWork.read((db) => templateVersions(db));
      const templates = letterKind.options.flatMap((kind) =>
        languages.options.map((language) => {
          const inForce = kept.find((one) => one.kind === kind && one.language === language);
          return inForce ? shown(inForce) : { kind, language, version: 0, body: shippedTemplate(kind, language), isShipped: true, saved: null };
        }),
      );
      return { templates, fields: { fr: letterFields.map((field) => fieldName(field, 'fr')), en: letterFields.map((field) => fieldName(field, 'en')) } };
    },

    templateVersions: async (_caller: Caller, { kind, language }: Inputs['letters']['templateVersions']): Promise<Outputs['letters']['templateVersions']> =>
      (await unitOfWork.read((db) => templateVersions(db, { kind, language }))).map(shown),

    /** What a text gives for an invented request; a faulty text shows what is wrong and is not filled in. */
    previewTemplate: (_caller: Caller, { language, body }: Inputs['letters']['previewTemplate']): Outputs['letters']['previewTemplate'] => {
      const problems = [...readTemplate(body, language).problems];
      const values = Object.fromEntries(letterFields.map((field) => [field, example[field][language]])) as FieldValues;
      return { text: fillTemplate(body, language, values).text, problems };
    },

    /**
     * Keeps a text as the next version of its template.
     *
     * @throws DeclaredError `INVALID` (a field nobody knows, a brace without its other), `STALE` (somebody saved meanwhile)
     */
    saveTemplate: async (caller: Caller, { kind, language, expectedVersion, body }: Inputs['letters']['saveTemplate']): Promise<Outputs['letters']['saveTemplate']> => {
      const problems = body === null ? [] : readTemplate(body, language).problems;
      if (problems.length > 0) {
        throw new DeclaredError('INVALID', { issues: problems.map(({ code, name, nearest }) => ({ path: 'body', code: issueCodes[code], params: { name, ...(nearest === null ? {} : { nearest }) } })) });
      }
      return unitOfWork.write(async (db) => {
        const inForce = await templateInForce(db, { kind, language });
        const now = ports.clock.now();
        const version = inForce?.version ?? 0;
        if (version !== expectedVersion) {
          const [last] = await templateVersions(db, { kind, language });
          throw new DeclaredError('STALE', { version, changedBy: last?.savedBy ?? null, changedAt: last?.savedAt ?? now });
        }
        if ((inForce?.body ?? null) === body) return { version };
        await insertTemplate(db, { kind, language, version: version + 1, body, savedAt: now, savedBy: caller.userId });
        await audit.record(db, { userId: caller.userId, action: body === null ? 'letter-template.restored' : 'letter-template.saved', entity: 'letter-template', entityId: null, detail: { kind, language, version: version + 1 } });
        return { version: version + 1 };
      });
    },
  };
}

const issueCodes = { 'unknown-field': 'UNKNOWN_FIELD', 'unclosed-field': 'UNCLOSED_FIELD', 'stray-brace': 'STRAY_BRACE' } as const;
