import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoseCourse } from '#contract/doses.ts';
import { client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { Select } from '../ui/field.tsx';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

/** Plans the doses from a day on: the same drug or another. What was given, or answered for, stays. */
export function PlanCourseForm({ course, onClose }: { readonly course: DoseCourse; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const words = useDoseWords();
  const [schedule, setSchedule] = useState(course.schedule?.code ?? '');
  const [day, setDay] = useState(course.doses.find(({ state }) => state === 'planned')?.dueOn ?? f.today);
  const [isTried, setIsTried] = useState(false);
  const plan = useDoseCommand((input: Parameters<typeof client.doses.plan>[0]) => client.doses.plan(input), { said: ({ planned }) => t('plan.done', { count: planned }), onDone: onClose });
  const from = typedDate(day);
  return (
    <FormFrame
      title={t('plan.title')} note={t('plan.note')} submit={t('plan.save')} onClose={onClose} isBusy={plan.isPending} error={plan.error}
      onSubmit={() => {
        setIsTried(true);
        if (from !== null && schedule !== '') plan.mutate({ enrolmentId: course.enrolmentId, expectedVersion: course.enrolmentVersion, schedule, from });
      }}
    >
      <Select
        label={t('plan.schedule')} autoFocus value={schedule} placeholder={t('choose')} error={isTried && schedule === '' ? t('issue.REQUIRED') : undefined} options={course.schedules.map(({ code, drug, dose, route }) => ({ value: code, label: `${drug[f.language]}, ${dose[f.language]}, ${route[f.language]}` }))}
        onChange={(event) => setSchedule(event.target.value)}
      />
      <DateField label={t('plan.from')} value={day} onChange={setDay} error={isTried && from === null ? t('issue.REQUIRED') : words.issue(plan.error, 'from')} />
    </FormFrame>
  );
}
