import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, FieldError, FieldGroup, Select } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DatedSteps, keyOf } from './dated-steps.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

export interface ApplyFormProps {
  readonly patientId: string;
  /** Code of the template it begins with. */
  readonly code?: string | undefined;
  readonly onApplied: (planId: string) => void;
  readonly onClose: () => void;
}

/** Applies a template: which, from which dates, for whom; every date is seen before. */
export function ApplyForm({ patientId, code, onApplied, onClose }: ApplyFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const [planId] = useState(() => v7());
  const templates = useQuery(api.plans.templates.queryOptions({ input: {} }));
  const professionals = useQuery(api.people.professionals.queryOptions());
  const [chosen, setChosen] = useState<string>(code ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [options, setOptions] = useState<readonly string[]>([]);
  const [practitionerId, setPractitionerId] = useState('');
  // What one ticks or unticks; until then what is past is left out.
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const [isTried, setIsTried] = useState(false);
  const template = templates.data?.find((one) => one.code === chosen);
  const body = template?.body;
  const anchors = Object.fromEntries((body?.anchors ?? []).map((one, index) => [one.code, typedDate(typed[one.code] ?? (index === 0 ? f.today : ''))]));
  const hasDate = Object.values(anchors).some((on) => on !== null);
  const setting = { templateId: template?.templateId ?? '', anchors, options: [...options], practitionerId: practitionerId || null };
  const preview = useQuery(api.plans.preview.queryOptions({ input: { patientId, ...setting }, enabled: template !== undefined && hasDate, placeholderData: keepPreviousData }));
  const steps = hasDate ? (preview.data?.steps ?? []) : [];
  const leftOut = ticked ?? new Set(steps.filter(({ untilOn }) => untilOn < f.today).map(keyOf));
  const title = body?.title[f.language] ?? '';
  const apply = usePlanCommand((input: Parameters<typeof client.plans.apply>[0]) => client.plans.apply(input), {
    said: t('apply.done', { title }),
    back: ({ version }) => client.plans.undoApply({ planId, expectedVersion: version }),
    onClose: () => {
      onApplied(planId);
      onClose();
    },
  });
  const change = (): void => setTicked(null);
  const submit = (): void => {
    setIsTried(true);
    if (!template || !hasDate || preview.isPlaceholderData || steps.length === 0) return;
    apply.mutate({ planId, patientId, ...setting, leftOut: steps.map(keyOf).filter((key) => leftOut.has(key)) });
  };
  const isKnown = hasCode(apply.error, 'DUPLICATE');
  return (
    <FormFrame title={t('apply.title')} submit={t('apply.save')} onSubmit={submit} onClose={onClose} isBusy={apply.isPending} error={isKnown ? null : apply.error}>
      {templates.isError && <ErrorNotice what={t('failed')} error={templates.error} onRetry={() => void templates.refetch()} />}
      <Select
        label={t('apply.template')} value={chosen} placeholder={t('apply.choose')} autoFocus error={isTried && !template ? words.required : undefined} help={body?.about[f.language]}
        options={(templates.data ?? []).map((one) => ({ value: one.code, label: `${one.code} · ${one.body.title[f.language]}` }))}
        onChange={(event) => {
          setChosen(event.target.value);
          setOptions([]);
          setTyped({});
          change();
        }}
      />
      {isKnown && <FieldError text={t('apply.duplicate')} />}
      {body && (
        <>
          {body.anchors.map((one, index) => (
            <DateField
              key={one.code} label={one.label[f.language]} optional={index > 0} value={typed[one.code] ?? (index === 0 ? f.today : '')} error={words.issue(apply.error ?? preview.error, `anchors.${one.code}`)}
              onChange={(value) => {
                setTyped({ ...typed, [one.code]: value });
                change();
              }}
            />
          ))}
          {body.options.length > 0 && (
            <FieldGroup label={t('apply.options')}>
              {body.options.map((one) => (
                <Checkbox
                  key={one.code} label={one.label[f.language]} checked={options.includes(one.code)}
                  onChange={(event) => {
                    setOptions(event.target.checked ? [...options, one.code] : options.filter((other) => other !== one.code));
                    change();
                  }}
                />
              ))}
            </FieldGroup>
          )}
          <Select
            label={t('apply.professional')} value={practitionerId} placeholder={t('apply.anybody')} options={(professionals.data ?? []).map((one) => ({ value: one.practitionerId, label: one.displayName }))}
            onChange={(event) => {
              setPractitionerId(event.target.value);
              change();
            }}
          />
          <FieldGroup label={t('apply.preview')} help={t('apply.previewNote')} error={words.issue(apply.error, 'leftOut')}>
            {!hasDate && <p className="meta">{t('apply.waiting')}</p>}
            {hasDate && preview.isPending && <SkeletonRows rows={4} />}
            {preview.isError && <ErrorNotice what={t('failed')} error={preview.error} onRetry={() => void preview.refetch()} />}
            <DatedSteps steps={steps} today={f.today} leftOut={leftOut} onChange={setTicked} />
          </FieldGroup>
          {template?.isReviewed === false && <p className="meta">{t('apply.unreviewed')}</p>}
        </>
      )}
    </FormFrame>
  );
}
