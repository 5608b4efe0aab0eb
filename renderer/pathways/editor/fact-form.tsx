import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { factKeepers } from '#contract/pathways.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select } from '../../ui/field.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { codeFor, withListed } from './definition-parts.ts';
import { draftOfFact, type FactDraft, factOfDraft, laboratoryLimits } from './fact-draft.ts';
import { CodeLine, PartFrame, PartLines } from './part-frame.tsx';
import type { PartFormProps } from './use-part-check.ts';

/** Something a pathway asks: yes or no, or a number within bounds; how long an answer holds, and who notes it. */
export function FactForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const { body } = definition;
  const before = at === null ? undefined : body.facts[at];
  const [draft, setDraft] = useState(() => draftOfFact(before, before && body.simulation.facts[before.code], f.number));
  const set = (part: Partial<FactDraft>): void => setDraft({ ...draft, ...part });
  const submit = (): void => {
    const code = codeFor(draft.code, { fr: draft.labelFr.trim(), en: draft.labelEn.trim() }, body.facts.map((one) => one.code));
    const { fact: written, supposed } = factOfDraft(draft, code);
    // Where the record answers it is written in the file, and stays while the question is of the same kind.
    const fact = before?.reads && before.kind === written.kind ? { ...written, reads: before.reads } : written;
    const next = withListed(definition, 'facts', fact, at);
    check.keep({ ...next, body: { ...next.body, simulation: { ...body.simulation, facts: { ...body.simulation.facts, [code]: supposed } } } });
  };
  const lines = { draft, set, check };
  return (
    <PartFrame title={t('editor.fact')} note={before?.code} check={check} fields={['code', 'label', 'kind', 'unit', 'min', 'max', 'goodForDays', 'keptBy', 'laboratory.loinc', 'laboratory.ucum']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[{ key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' }]} />
      <SegmentedField label={t('editor.answered')} value={draft.kind} onChange={(kind) => set({ kind })} options={[{ value: 'yes-no', label: t('editor.yesNo') }, { value: 'number', label: t('editor.number') }]} />
      {draft.kind === 'number' && (
        <>
          <PartLines {...lines} lines={[
            { key: 'min', label: t('editor.min'), at: 'min', numeric: true }, { key: 'max', label: t('editor.max'), at: 'max', numeric: true },
            { key: 'unitFr', label: t('editor.unitFr'), at: 'unit.fr', optional: true }, { key: 'unitEn', label: t('editor.unitEn'), at: 'unit.en', optional: true },
            { key: 'loinc', label: t('editor.loinc'), at: 'laboratory.loinc', optional: true, help: t('editor.loincHelp') }, { key: 'ucum', label: t('editor.ucum'), at: 'laboratory.ucum', optional: true, help: t('editor.ucumHelp') },
          ]} />
          {draft.loinc.trim() !== '' && <Select label={t('editor.labPart')} value={draft.limit} placeholder={t('editor.labPartValue')} options={laboratoryLimits.map((value) => ({ value, label: t(`editor.labPartLimit.${value}`) }))} onChange={(event) => set({ limit: event.target.value })} />}
        </>
      )}
      <PartLines {...lines} lines={[{ key: 'goodForDays', label: t('editor.goodForDays'), at: 'goodForDays', numeric: true, optional: true, help: t('editor.goodForDaysHelp') }]} />
      <Select label={t('editor.keptBy')} value={draft.keptBy} placeholder={t('editor.keptByPeople')} options={factKeepers.map((value) => ({ value, label: t(`editor.keeper.${value}`) }))} onChange={(event) => set({ keptBy: event.target.value })} />
      {draft.kind === 'yes-no' ? (
        <PartLines {...lines} lines={[{ key: 'share', label: t('editor.share'), at: 'share', numeric: true, optional: true, help: t('editor.shareHelp') }]} />
      ) : (
        <PartLines {...lines} lines={[{ key: 'mean', label: t('editor.mean'), at: 'mean', numeric: true, optional: true, help: t('editor.meanHelp') }, { key: 'spread', label: t('editor.spread'), at: 'spread', numeric: true, optional: true }]} />
      )}
      {before?.reads && <p className="meta">{t('editor.readsKept')}</p>}
      {!before && <CodeLine {...lines} />}
    </PartFrame>
  );
}
