import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplateLines } from '../../follow-up-plans/template-lines.tsx';
import { useFormat } from '../../text/use-format.ts';
import type { Fact } from './condition-draft.ts';
import { type CriteriaOf, criteriaOf, type DefinitionListsProps, withoutPart } from './definition-parts.ts';
import { useConditionWords } from './use-condition-words.ts';

/** Who may enter, who may not, what each phase asks for, and the facts they rest on. */
export function ConditionLists({ draft, onChange, onEdit }: DefinitionListsProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const say = useConditionWords();
  const { body } = draft;
  const criteria = (of: CriteriaOf, title: string, add: string): ReactElement => (
    <TemplateLines
      key={String(of)} title={title} add={add} onEdit={(at) => onEdit({ kind: 'criterion', of, at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'criterion', of, at }))}
      lines={criteriaOf(body, of).map(({ code, label, when, source }) => ({ key: code, name: label[f.language], aside: <span className="meta">{source}</span>, said: <><b>{label[f.language]}</b><br /><span className="meta">{say(when, body.facts)}</span></> }))}
    />
  );
  return (
    <>
      {criteria('eligibility', t('entry.eligibility'), t('editor.addCriterion'))}
      {criteria('exclusions', t('entry.exclusions'), t('editor.addExclusion'))}
      {body.phases.map((phase, index) => (index === 0 && phase.gate.length === 0 ? null : criteria(index, t('gate.title', { phase: phase.label[f.language] }), t('editor.addCriterion'))))}
      <TemplateLines
        title={t('editor.facts')} add={t('editor.addFact')} onEdit={(at) => onEdit({ kind: 'facts', at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'facts', at }))}
        lines={body.facts.map((fact) => ({ key: fact.code, name: fact.label[f.language], aside: <span className="meta">{t(fact.kind === 'number' ? 'editor.number' : 'editor.yesNo')}</span>, said: <><b>{fact.label[f.language]}</b> <span className="meta">{about(fact)}</span></> }))}
      />
      <TemplateLines
        title={t('editor.sources')} add={t('editor.addSource')} onEdit={(at) => onEdit({ kind: 'sources', at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'sources', at }))}
        lines={draft.sources.map(({ code, label }) => ({ key: code, name: label[f.language], aside: <span className="meta">{code}</span>, said: label[f.language] }))}
      />
    </>
  );

  function about(fact: Fact): string {
    const bounds = fact.kind === 'number' ? t('editor.bounds', { min: f.number(fact.min), max: f.number(fact.max), unit: fact.unit?.[f.language] ?? '' }).trim() : '';
    return [bounds, fact.goodForDays !== null && t('editor.holds', { count: fact.goodForDays }), fact.keptBy && t(`editor.keeper.${fact.keptBy}`)].filter(Boolean).join(' · ');
  }
}
