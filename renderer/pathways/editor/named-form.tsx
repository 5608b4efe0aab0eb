import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placed } from './definition-draft.ts';
import { codeFor, withListed } from './definition-parts.ts';
import { CodeLine, PartFrame, PartLines } from './part-frame.tsx';
import type { PartFormProps } from './use-part-check.ts';

interface NamedFormProps extends PartFormProps {
  readonly kind: 'suspensions' | 'exits' | 'sources';
}

/** A reason to suspend or to leave, or where something of the pathway comes from: its words in both languages. */
export function NamedForm({ draft: definition, kind, at, check, onClose }: NamedFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const list = kind === 'sources' ? definition.sources : definition.body[kind];
  const before = at === null ? undefined : list[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '' }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    const named = { ...before, code: codeFor(draft.code, label, list.map(({ code }) => code)), label };
    check.keep(kind === 'sources' ? { ...definition, sources: placed(definition.sources, named, at) } : withListed(definition, kind, named, at));
  };
  return (
    <PartFrame title={t(kind === 'sources' ? 'editor.source' : 'editor.reason')} note={before?.code} check={check} fields={['code', 'label']} onSubmit={submit} onClose={onClose}>
      <PartLines draft={draft} set={set} check={check} lines={[{ key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' }]} />
      {!before && <CodeLine draft={draft} set={set} check={check} />}
    </PartFrame>
  );
}
