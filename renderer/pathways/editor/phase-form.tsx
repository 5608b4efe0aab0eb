import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { careSite } from '#contract/pathways.ts';
import { Select } from '../../ui/field.tsx';
import { codeFor, withListed } from './definition-parts.ts';
import { CodeLine, PartFrame, PartLines } from './part-frame.tsx';
import type { PartFormProps } from './use-part-check.ts';

/** One phase: its words, where care is given, when it may begin. Its gate and steps stay as they are. */
export function PhaseForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const { phases } = definition.body;
  const before = at === null ? undefined : phases[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', starts: before?.starts ?? 'P6M', site: before?.site ?? 'clinic', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '', aboutFr: before?.intensity.fr ?? '', aboutEn: before?.intensity.en ?? '' }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    check.keep(withListed(definition, 'phases', { ...before, code: codeFor(draft.code, label, phases.map(({ code }) => code)), starts: draft.starts.trim(), site: draft.site, label, intensity: { fr: draft.aboutFr.trim(), en: draft.aboutEn.trim() }, gate: before?.gate ?? [], steps: before?.steps ?? [] }, at));
  };
  const lines = { draft, set, check };
  return (
    <PartFrame title={t('editor.phase')} note={before?.code} check={check} fields={['code', 'label', 'intensity', 'starts', 'site']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[
        { key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' },
        { key: 'aboutFr', label: t('plans:editor.aboutFr'), at: 'intensity.fr' }, { key: 'aboutEn', label: t('plans:editor.aboutEn'), at: 'intensity.en' },
      ]} />
      <PartLines {...lines} lines={[{ key: 'starts', label: t('editor.starts'), at: 'starts', help: t('editor.startsHelp') }]} />
      <Select label={t('editor.site')} error={check.issue('site')} value={draft.site} options={careSite.options.map((value) => ({ value, label: t(`site.${value}`) }))} onChange={(event) => set({ site: careSite.options.find((one) => one === event.target.value) ?? draft.site })} />
      {!before && <CodeLine {...lines} />}
    </PartFrame>
  );
}
