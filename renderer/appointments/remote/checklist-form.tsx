import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { type DayChecklist, failurePlans, identityProofs, type RemoteVisit, technicalStates } from '#contract/remote-visits';
import { api } from '../../link/client.ts';
import { useSeenVersion } from '../../link/use-seen-version.ts';
import { Checkbox, FieldGroup, Select, TextField } from '../../ui/field.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { VisitRefusal } from '../visit-refusal.tsx';
import { missingOf } from './checklist-rules.ts';
import { RemoteForm } from './remote-form.tsx';

export interface ChecklistFormProps {
  readonly visit: AppointmentView;
  readonly remote: RemoteVisit;
  readonly onClose: () => void;
}

/** What is verified before a visit at a distance begins: who, where, with whom, what if the connection fails. */
export function ChecklistForm({ visit, remote, onClose }: ChecklistFormProps): ReactElement {
  const { t } = useTranslation('remote-visits');
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => draftOf(visit, remote));
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(remote.version);
  const save = useMutation(
    api.remoteVisits.check.mutationOptions({
      onError: tellVersion,
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.appointments.key() });
        onClose();
      },
    }),
  );
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  const missing = missingOf(draft);
  const change = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const errorOf = (field: (typeof missing)[number]): string | undefined => (tried && missing.includes(field) ? t(`checklist.missing.${field}`) : undefined);
  const send = (): void => {
    setTried(true);
    if (missing.length > 0 || save.isPending) return;
    const { isAlone, others, ...checklist } = draft;
    save.mutate({ appointmentId: visit.id, expectedVersion: seenVersion, checklist: { ...checklist, others: isAlone === 'alone' ? null : others } });
  };
  return (
    <RemoteForm ref={form} title={t('checklist.title')} submit={t('checklist.save')} leave={t('checklist.leave')} isBusy={save.isPending} onSubmit={send} onClose={onClose}>
      <FieldGroup label={t('checklist.identity')} error={errorOf('identity')}>
        {identityProofs.map((proof) => (
          <Checkbox
            key={proof}
            label={t(`proof.${proof}`)}
            checked={draft.identity.includes(proof)}
            onChange={(event) => change({ identity: event.target.checked ? [...draft.identity, proof] : draft.identity.filter((one) => one !== proof) })}
          />
        ))}
      </FieldGroup>
      <TextField label={t('checklist.place')} value={draft.place} maxLength={200} error={errorOf('place')} onChange={(event) => change({ place: event.target.value })} />
      <TextField label={t('checklist.phone')} value={draft.phone} maxLength={40} error={errorOf('phone')} onChange={(event) => change({ phone: event.target.value })} />
      <TextField label={t('checklist.emergencyContact')} optional value={draft.emergencyContact} maxLength={200} onChange={(event) => change({ emergencyContact: event.target.value })} />
      <SegmentedField
        label={t('checklist.others')}
        options={(['alone', 'with'] as const).map((value) => ({ value, label: t(`checklist.${value}`) }))}
        value={draft.isAlone}
        onChange={(isAlone) => change({ isAlone })}
      />
      {errorOf('company') && <p className="danger">{errorOf('company')}</p>}
      {draft.isAlone === 'with' && <TextField label={t('checklist.who')} value={draft.others} maxLength={200} error={errorOf('others')} onChange={(event) => change({ others: event.target.value })} />}
      <TextField label={t('checklist.interpreter')} optional value={draft.interpreter} maxLength={120} onChange={(event) => change({ interpreter: event.target.value })} />
      <Select label={t('checklist.plan')} value={draft.plan} onChange={(event) => change({ plan: event.target.value as DayChecklist['plan'] })} options={failurePlans.map((value) => ({ value, label: t(`plan.${value}`) }))} />
      {visit.modality === 'VIDEO' && (
        <Select
          label={t('checklist.technical')}
          value={draft.technical}
          onChange={(event) => change({ technical: event.target.value as DayChecklist['technical'] })}
          options={technicalStates.filter((value) => value !== 'telephone').map((value) => ({ value, label: t(`technical.${value}`) }))}
        />
      )}
      {save.isError && <VisitRefusal what={t('checklist.failed')} visit={visit} error={save.error} />}
    </RemoteForm>
  );
}

function draftOf({ patient, modality }: AppointmentView, { checklist }: RemoteVisit) {
  return {
    identity: checklist?.identity ?? [], place: checklist?.place ?? '', phone: checklist?.phone ?? patient.phone ?? '', emergencyContact: checklist?.emergencyContact ?? '',
    isAlone: checklist === null ? null : checklist.others === null ? ('alone' as const) : ('with' as const), others: checklist?.others ?? '', interpreter: checklist?.interpreter ?? '',
    plan: checklist?.plan ?? ('call-back' as const), technical: checklist?.technical ?? (modality === 'VIDEO' ? ('works' as const) : ('telephone' as const)),
  };
}
