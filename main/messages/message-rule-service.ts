import type { Inputs, Outputs } from '#contract/index.ts';
import type { KeptMessageRule, MessageRule } from '#contract/messages.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { clinicLetterhead } from './contact-repository.ts';
import { shippedRules } from './message-content.ts';
import example from './message-example.json' with { type: 'json' };
import { clinicalFields, composeMessage, messageFieldName, messageFields, type MessageValues, ruleProblems } from './message-text-rules.ts';
import { insertRule, type RuleVersion, ruleVersions } from './rule-repository.ts';

/** A rule in force, and since when it is on; null: it is off. */
export interface RuleInForce extends KeptMessageRule {
  readonly onSince: string | null;
}

/** The rules in force, in the order the program lists them. */
export async function rulesInForce(db: ReadExecutor): Promise<readonly RuleInForce[]> {
  const kept = await ruleVersions(db);
  return shippedRules.map((shipped) => {
    const own = kept.find(({ code }) => code === shipped.code);
    return own ? { ...shown(own, shipped), onSince: own.onSince } : { ...shipped, onSince: null };
  });
}

function shown({ version, rule, savedAt, savedBy }: RuleVersion, { code, occasion }: Pick<KeptMessageRule, 'code' | 'occasion'>): KeptMessageRule {
  return { ...rule, code, occasion, version, saved: { at: savedAt, by: savedBy } };
}

/** The rules that prepare messages: when, by which channels, in which words; edited by the clinic, every version kept. */
export function createMessageRuleService({ clinic, unitOfWork, audit, ports }: ServiceDependencies) {
  const shippedOf = (code: string): KeptMessageRule => {
    const shipped = shippedRules.find((one) => one.code === code);
    if (!shipped) throw new DeclaredError('NOT_FOUND');
    return shipped;
  };
  const names = (language: 'fr' | 'en', only: (field: (typeof messageFields)[number]) => boolean = () => true): string[] => messageFields.filter(only).map((field) => messageFieldName(field, language));
  const isClinical = (field: (typeof messageFields)[number]): boolean => clinicalFields.includes(field);

  return {
    rules: async (_caller: Caller): Promise<Outputs['messages']['rules']> => ({
      rules: (await unitOfWork.read(rulesInForce)).map(({ onSince: _onSince, ...rule }) => rule),
      fields: { fr: names('fr'), en: names('en') },
      clinical: { fr: names('fr', isClinical), en: names('en', isClinical) },
    }),

    /** @throws DeclaredError `NOT_FOUND` */
    ruleVersions: async (_caller: Caller, { code }: Inputs['messages']['ruleVersions']): Promise<Outputs['messages']['ruleVersions']> => {
      const shipped = shippedOf(code);
      return (await unitOfWork.read((db) => ruleVersions(db, code))).map((version) => shown(version, shipped));
    },

    /** What a rule would say for this clinic of an invented visit; what is wrong with its texts beside it. @throws DeclaredError `NOT_FOUND` */
    previewRule: async (_caller: Caller, { code, rule }: Inputs['messages']['previewRule']): Promise<Outputs['messages']['previewRule']> => {
      shippedOf(code);
      const { address, phone } = await unitOfWork.read(clinicLetterhead);
      const text = (language: 'fr' | 'en') => {
        const invented: Readonly<Record<string, { readonly fr: string; readonly en: string } | undefined>> = example;
        const own: Partial<MessageValues> = { clinic: clinic.name, address, phone };
        const values = Object.fromEntries(messageFields.map((field) => [field, own[field] ?? invented[field]?.[language] ?? ''])) as MessageValues;
        const { subject, body } = composeMessage(rule, { channel: 'email', language, values });
        return { subject, body, sms: composeMessage(rule, { channel: 'sms', language, values }).body };
      };
      return { fr: text('fr'), en: text('en'), problems: [...ruleProblems(rule)] };
    },

    /**
     * Keeps a rule as its next version.
     *
     * @throws DeclaredError `INVALID` (a field nobody knows, a brace without its other, a clinical field without a reason, a text left empty), `STALE`, `NOT_FOUND`
     */
    saveRule: async (caller: Caller, { code, expectedVersion, rule }: Inputs['messages']['saveRule']): Promise<Outputs['messages']['saveRule']> => {
      shippedOf(code);
      requireSound(rule);
      return unitOfWork.write(async (db) => {
        const [last] = await ruleVersions(db, code);
        const now = ports.clock.now();
        if ((last?.version ?? 0) !== expectedVersion) throw new DeclaredError('STALE', { version: last?.version ?? 0, changedBy: last?.savedBy ?? null, changedAt: last?.savedAt ?? now });
        const version = expectedVersion + 1;
        await insertRule(db, { code, version, rule, onSince: rule.isOn ? (last?.onSince ?? now) : null, savedAt: now, savedBy: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'message-rule.saved', entity: 'message-rule', entityId: null, detail: { code, version, isOn: rule.isOn, clinical: rule.clinicalReason !== null } });
        return { version };
      });
    },
  };
}

const issueCodes = { 'unknown-field': 'UNKNOWN_FIELD', 'unclosed-field': 'UNCLOSED_FIELD', 'stray-brace': 'STRAY_BRACE', 'clinical-field': 'CLINICAL_FIELD' } as const;

/** @throws DeclaredError `INVALID` naming each part of a text and what is wrong with it */
function requireSound(rule: MessageRule): void {
  const issues = ruleProblems(rule).map(({ language, part, code, name, nearest }) => ({ path: `${language}.${part}`, code: issueCodes[code], params: { name, ...(nearest === null ? {} : { nearest }) } }));
  const empty = (['fr', 'en'] as const).flatMap((language) => (['subject', 'body', 'sms'] as const).filter((part) => rule[language][part] === '').map((part) => ({ path: `${language}.${part}`, code: 'EMPTY' })));
  // What tells of somebody's health is looked at by somebody before it leaves.
  const unseen = rule.automatic && rule.clinicalReason !== null ? [{ path: 'automatic', code: 'CLINICAL' }] : [];
  if (issues.length + empty.length + unseen.length > 0) throw new DeclaredError('INVALID', { issues: [...issues, ...empty, ...unseen] });
}
