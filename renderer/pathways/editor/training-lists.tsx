import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplateLines } from '../../follow-up-plans/template-lines.tsx';
import { useFormat } from '../../text/use-format.ts';
import { type DefinitionListsProps, withoutPart } from './definition-parts.ts';

/** Training of a pathway, and the acts that only those trained for them do. */
export function TrainingLists({ draft, onChange, onEdit }: DefinitionListsProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const { acts, credentials } = draft.body;
  const lines = (kind: 'acts' | 'credentials') => ({ onEdit: (at: number | null) => onEdit({ kind, at }), onRemove: (at: number) => onChange(withoutPart(draft, { kind, at })) });
  return (
    <>
      <TemplateLines
        title={t('editor.acts')} add={t('editor.addAct')} {...lines('acts')}
        lines={acts.map(({ code, label, requires, training = 'required' }) => ({ key: code, name: label[f.language], aside: <span className="meta">{code}</span>, said: <><b>{label[f.language]}</b> <span className="meta">{requires.map((one) => credentials.find((known) => known.code === one)?.label[f.language] ?? one).join(', ')} · {t(`editor.weightSaid.${training}`)}</span></> }))}
      />
      <TemplateLines
        title={t('editor.credentials')} add={t('editor.addCredential')} {...lines('credentials')}
        lines={credentials.map(({ code, label, hours, validMonths }) => ({ key: code, name: label[f.language], aside: <span className="tabular">{t('editor.hoursSaid', { count: hours })}</span>, said: <><b>{label[f.language]}</b> <span className="meta">{validMonths === null ? t('editor.forever') : t('editor.validSaid', { count: validMonths })}</span></> }))}
      />
    </>
  );
}
