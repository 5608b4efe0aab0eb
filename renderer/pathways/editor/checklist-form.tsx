import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoseWords } from '../../doses/use-dose-words.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select } from '../../ui/field.tsx';
import { pathwayRoles } from './choice-group.tsx';
import { typedNumber } from './condition-draft.ts';
import { codeFor, withListed } from './definition-parts.ts';
import { CodeLine, PartFrame, PartLines } from './part-frame.tsx';
import type { PartFormProps } from './use-part-check.ts';

/** A list asked before a dose: its name, who answers a NO-GO and how soon. Its items have their own forms. */
export function ChecklistForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const words = useDoseWords();
  const list = definition.body.checklists;
  const before = at === null ? undefined : list[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '', noGoTo: before?.noGoTo ?? ('coordinator' as const), minutes: f.number(before?.answerWithinMinutes ?? 60) }));
  const lines = { draft, set: (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part }), check };
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    check.keep(withListed(definition, 'checklists', { ...before, code: codeFor(draft.code, label, list.map(({ code }) => code)), label, items: before?.items ?? [], noGoTo: draft.noGoTo, answerWithinMinutes: typedNumber(draft.minutes) }, at));
  };
  return (
    <PartFrame title={t('editor.list')} note={before?.code} check={check} fields={['code', 'label', 'noGoTo', 'answerWithinMinutes']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[{ key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' }]} />
      <Select label={t('editor.noGoTo')} error={check.issue('noGoTo')} value={draft.noGoTo} options={pathwayRoles.map((value) => ({ value, label: words.roles([value]) }))} onChange={(event) => lines.set({ noGoTo: pathwayRoles.find((one) => one === event.target.value) ?? draft.noGoTo })} />
      <PartLines {...lines} lines={[{ key: 'minutes', label: t('editor.answerWithin'), at: 'answerWithinMinutes', numeric: true }]} />
      {!before && <CodeLine {...lines} />}
    </PartFrame>
  );
}
