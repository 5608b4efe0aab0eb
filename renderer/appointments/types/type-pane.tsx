import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { roles } from '#contract/permissions';
import { equipmentKind } from '#contract/resources';
import { urgency } from '#contract/triage';
import { visitModality } from '#contract/values';
import type { VisitTypeEntry } from '#contract/visit-types';
import { api } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { useFormat } from '../../text/use-format.ts';
import { Checkbox, FieldGroup, Select, TextField } from '../../ui/field.tsx';
import { EntryPane } from '../entries/entry-pane.tsx';
import { useEntryWrites } from '../entries/use-entry-writes.ts';
import { useVisitWords } from '../visit-words.ts';
import { readType, toggled, toTypeDraft, type TypeFault } from './type-form.ts';

/** Who may be asked to hold a visit: the professions of the clinic that see people. */
const holders = roles.filter((role) => role !== 'administrator' && role !== 'secretary' && role !== 'programme-lead');

export interface TypePaneProps {
  /** Null for one to be added. */
  readonly type: VisitTypeEntry | null;
  readonly onShow: (code: string) => void;
  readonly onClose: () => void;
}

/** One type of visit, to be added, changed or no longer offered. */
export function TypePane({ type, onShow, onClose }: TypePaneProps): ReactElement {
  const { t } = useTranslation(['visit-types', 'common', 'sites']);
  const f = useFormat();
  const words = useVisitWords();
  const [code] = useState(() => type?.code ?? `clinic-${v7()}`);
  const [draft, setDraft] = useState(() => toTypeDraft(type));
  const [tried, setTried] = useState(false);
  const { expectedVersion, whenDone } = useEntryWrites<VisitTypeEntry>(type?.version ?? 0, { areas: [api.visitTypes.key(), api.appointments.key(), api.slots.key()], onWritten: (written) => onShow(written.code) });
  const save = useMutation(api.visitTypes.save.mutationOptions(whenDone(t('visit-types:saved'))));
  const retire = useMutation(api.visitTypes.setRetired.mutationOptions(whenDone(t(type?.retired ? 'visit-types:restoredDone' : 'visit-types:retiredDone'))));
  const isBuiltIn = type?.isBuiltIn === true;
  const read = readType(draft, isBuiltIn);
  const faults: ReadonlySet<TypeFault> = 'faults' in read && tried ? read.faults : new Set();
  const submit = (): void => {
    setTried(true);
    if ('values' in read && !save.isPending) save.mutate({ code, expectedVersion, label: isBuiltIn ? null : { fr: draft.fr, en: draft.en }, ...read.values });
  };
  const failure = save.error ?? retire.error;
  const text = (field: TypeFault, isFirst = false): ReactElement => (
    <TextField
      label={t(`visit-types:field.${field}`)}
      value={draft[field]}
      autoFocus={isFirst}
      maxLength={field === 'fr' || field === 'en' ? 120 : 4}
      inputMode={field === 'fr' || field === 'en' ? undefined : 'numeric'}
      help={field === 'minutes' ? t('visit-types:usualHelp') : undefined}
      error={faults.has(field) ? t(`visit-types:fault.${field}`) : undefined}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
    />
  );
  return (
    <EntryPane
      title={type ? type.label[f.language] : t('visit-types:add')}
      failure={failure}
      changed={t('visit-types:changed')}
      notSaved={t(hasCode(failure, 'INVALID') ? 'visit-types:taken' : 'visit-types:notSaved')}
      keep={t('visit-types:keep')}
      isSaving={save.isPending}
      onSubmit={submit}
      onClose={onClose}
      retire={type && { label: t(type.retired ? 'visit-types:restore' : 'visit-types:retire'), disabled: retire.isPending, run: () => retire.mutate({ code, expectedVersion, retired: !type.retired }), hint: null }}
    >
      {type?.why && <p className="meta">{t('visit-types:purpose', { why: type.why[f.language] })}</p>}
      {!isBuiltIn && text('fr', true)}
      {!isBuiltIn && text('en')}
      {text('minutes', isBuiltIn)}
      <div className="site-place">
        {text('bufferBefore')}
        {text('bufferAfter')}
      </div>
      <p className="meta">{t('visit-types:bufferHelp')}</p>
      <FieldGroup label={t('visit-types:who')} help={t('visit-types:whoHelp')}>
        <div className="account-roles">
          {holders.map((role) => (
            <Checkbox key={role} label={words.role(role)} checked={draft.roles.includes(role)} onChange={() => setDraft({ ...draft, roles: toggled(roles, draft.roles, role) })} />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup label={t('visit-types:how')} help={t('visit-types:howHelp')}>
        <div className="account-roles">
          {visitModality.options.map((modality) => (
            <Checkbox key={modality} label={t(`common:modality.${modality}`)} checked={draft.modalities.includes(modality)} onChange={() => setDraft({ ...draft, modalities: toggled(visitModality.options, draft.modalities, modality) })} />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup label={t('visit-types:needs')} help={t('visit-types:needsHelp')}>
        <div className="stack">
          <Checkbox label={t('visit-types:needsRoom')} checked={draft.needsRoom} onChange={(event) => setDraft({ ...draft, needsRoom: event.target.checked })} />
          <Select
            label={t('visit-types:equipment')}
            value={draft.equipment ?? ''}
            options={[{ value: '', label: t('visit-types:noEquipment') }, ...equipmentKind.options.map((value) => ({ value, label: t(`sites:kind.${value}`) }))]}
            onChange={(event) => setDraft({ ...draft, equipment: equipmentKind.safeParse(event.target.value).data ?? null })}
          />
        </div>
      </FieldGroup>
      <FieldGroup label={t('visit-types:classes')} help={t('visit-types:classesHelp')}>
        <div className="row wrap">
          {urgency.options.map((cls) => (
            <Checkbox key={cls} label={cls} checked={draft.classes.includes(cls)} onChange={() => setDraft({ ...draft, classes: toggled(urgency.options, draft.classes, cls) })} />
          ))}
        </div>
      </FieldGroup>
    </EntryPane>
  );
}
