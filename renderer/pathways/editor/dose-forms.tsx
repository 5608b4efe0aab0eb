import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-format.ts';
import { Select } from '../../ui/field.tsx';
import { RoleChoice, SiteChoice } from './choice-group.tsx';
import { typedNumber } from './condition-draft.ts';
import { SourceAndCode } from './criterion-form.tsx';
import { codeFor, withDosing } from './definition-parts.ts';
import { PartFrame, PartLines } from './part-frame.tsx';
import type { PartFormProps } from './use-part-check.ts';

/** A drug as it may be given on a pathway: its dose, its route, and the days between two doses. */
export function ScheduleForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const list = definition.body.dosing?.schedules ?? [];
  const before = at === null ? undefined : list[at];
  const [draft, setDraft] = useState(() => ({
    code: before?.code ?? '', drugFr: before?.drug.fr ?? '', drugEn: before?.drug.en ?? '', doseFr: before?.dose.fr ?? '', doseEn: before?.dose.en ?? '', routeFr: before?.route.fr ?? '', routeEn: before?.route.en ?? '', everyDays: before ? f.number(before.everyDays) : '', source: before?.source ?? definition.sources[0]?.code ?? '',
  }));
  const lines = { draft, set: (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part }), check };
  const submit = (): void => {
    const [drug, dose, route] = [{ fr: draft.drugFr.trim(), en: draft.drugEn.trim() }, { fr: draft.doseFr.trim(), en: draft.doseEn.trim() }, { fr: draft.routeFr.trim(), en: draft.routeEn.trim() }];
    const code = codeFor(draft.code, { fr: `${drug.fr} ${dose.fr}`, en: `${drug.en} ${dose.en}` }, list.map((one) => one.code));
    check.keep(withDosing(definition, 'schedules', { ...before, code, drug, dose, route, everyDays: typedNumber(draft.everyDays), source: draft.source }, at));
  };
  return (
    <PartFrame title={t('editor.schedule')} note={before?.code} check={check} fields={['code', 'drug', 'dose', 'route', 'everyDays', 'source']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[
        { key: 'drugFr', label: t('editor.drugFr'), at: 'drug.fr', autoFocus: true }, { key: 'drugEn', label: t('editor.drugEn'), at: 'drug.en' },
        { key: 'doseFr', label: t('editor.doseFr'), at: 'dose.fr' }, { key: 'doseEn', label: t('editor.doseEn'), at: 'dose.en' },
        { key: 'routeFr', label: t('editor.routeFr'), at: 'route.fr' }, { key: 'routeEn', label: t('editor.routeEn'), at: 'route.en' },
        { key: 'everyDays', label: t('editor.everyDays'), at: 'everyDays', numeric: true },
      ]} />
      <SourceAndCode {...lines} sources={definition.sources} isNew={!before} />
    </PartFrame>
  );
}

/** A drug that is never given on a pathway, and why. */
export function ExcludedDrugForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const before = at === null ? undefined : definition.body.dosing?.excluded[at];
  const [draft, setDraft] = useState(() => ({ drugFr: before?.drug.fr ?? '', drugEn: before?.drug.en ?? '', reasonFr: before?.reason.fr ?? '', reasonEn: before?.reason.en ?? '' }));
  const submit = (): void => check.keep(withDosing(definition, 'excluded', { drug: { fr: draft.drugFr.trim(), en: draft.drugEn.trim() }, reason: { fr: draft.reasonFr.trim(), en: draft.reasonEn.trim() } }, at));
  return (
    <PartFrame title={t('editor.excludedDrug')} check={check} fields={['drug', 'reason']} onSubmit={submit} onClose={onClose}>
      <PartLines draft={draft} set={(part) => setDraft({ ...draft, ...part })} check={check} lines={[
        { key: 'drugFr', label: t('editor.drugFr'), at: 'drug.fr', autoFocus: true }, { key: 'drugEn', label: t('editor.drugEn'), at: 'drug.en' },
        { key: 'reasonFr', label: t('editor.reasonFr'), at: 'reason.fr' }, { key: 'reasonEn', label: t('editor.reasonEn'), at: 'reason.en' },
      ]} />
    </PartFrame>
  );
}

/** A call after each dose: when, and by whom. */
export function DoseCallForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const list = definition.body.dosing?.calls ?? [];
  const before = at === null ? undefined : list[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '', offset: before?.offset ?? 'P1D', roles: before?.roles ?? ['coordinator' as const], source: before?.source ?? definition.sources[0]?.code ?? '' }));
  const lines = { draft, set: (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part }), check };
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    check.keep(withDosing(definition, 'calls', { ...before, code: codeFor(draft.code, label, list.map(({ code }) => code)), label, offset: draft.offset.trim(), roles: draft.roles, source: draft.source }, at));
  };
  return (
    <PartFrame title={t('editor.call')} note={before?.code} check={check} fields={['code', 'label', 'offset', 'roles', 'source']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[
        { key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' },
        { key: 'offset', label: t('editor.afterDose'), at: 'offset', help: t('editor.afterDoseHelp') },
      ]} />
      <RoleChoice label={t('editor.who')} chosen={draft.roles} error={check.issueWithin('roles')} onChange={(roles) => lines.set({ roles })} />
      <SourceAndCode {...lines} sources={definition.sources} isNew={!before} />
    </PartFrame>
  );
}

/** Before which doses which list is asked, and the act of giving them there. */
export function DosingForm({ draft: definition, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const { body } = definition;
  const before = body.dosing;
  const [draft, setDraft] = useState(() => ({ checklist: before?.checklist ?? '', act: before?.act ?? '', sites: before?.sites ?? ['home' as const] }));
  const submit = (): void => {
    if (before) check.keep({ ...definition, body: { ...body, dosing: { ...before, ...draft } } });
  };
  const choices = (list: readonly { readonly code: string; readonly label: Readonly<Record<'fr' | 'en', string>> }[]) => list.map(({ code, label }) => ({ value: code, label: label[f.language] }));
  return (
    <PartFrame title={t('editor.dosing')} check={check} fields={['checklist', 'act', 'sites']} onSubmit={submit} onClose={onClose}>
      <Select label={t('editor.listAsked')} autoFocus error={check.issue('checklist')} value={draft.checklist} placeholder={t('choose')} options={choices(body.checklists)} onChange={(event) => setDraft({ ...draft, checklist: event.target.value })} />
      <SiteChoice label={t('editor.askedAt')} chosen={draft.sites} error={check.issueWithin('sites')} onChange={(sites) => setDraft({ ...draft, sites })} />
      <Select label={t('editor.actGiven')} error={check.issue('act')} value={draft.act} placeholder={t('choose')} options={choices(body.acts)} onChange={(event) => setDraft({ ...draft, act: event.target.value })} />
    </PartFrame>
  );
}

/** Who may give a dose there, and how long the person is watched after it. What is written down meanwhile stays as it is. */
export function AdministrationForm({ draft: definition, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const { body, sources } = definition;
  const before = body.dosing?.administration;
  const [draft, setDraft] = useState(() => ({ roles: before?.roles ?? [], minutes: f.number(before?.observationMinutes ?? 30), source: before?.source ?? '', code: '' }));
  const lines = { draft, set: (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part }), check };
  const submit = (): void => {
    if (body.dosing && before) check.keep({ ...definition, body: { ...body, dosing: { ...body.dosing, administration: { ...before, roles: draft.roles, observationMinutes: typedNumber(draft.minutes), source: draft.source } } } });
  };
  return (
    <PartFrame title={t('editor.administration')} check={check} fields={['roles', 'observationMinutes', 'source']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[{ key: 'minutes', label: t('editor.observation'), at: 'observationMinutes', numeric: true, autoFocus: true }]} />
      <RoleChoice label={t('editor.gives')} chosen={draft.roles} error={check.issueWithin('roles')} onChange={(roles) => lines.set({ roles })} />
      <SourceAndCode {...lines} sources={sources} isNew={false} />
    </PartFrame>
  );
}
