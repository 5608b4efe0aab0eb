import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { api, client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { Checkbox, FieldGroup, Select, TextField } from '../ui/field.tsx';

/** Plans a workshop: which act, when, led by somebody trained on that day, for whom. */
export function PlanForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('workshops');
  const f = useFormat();
  const words = usePlanWords();
  const [workshopId] = useState(() => v7());
  const [chosen, setChosen] = useState('');
  const [day, setDay] = useState(f.today);
  const [leader, setLeader] = useState('');
  const [theme, setTheme] = useState('');
  const [place, setPlace] = useState('');
  const [people, setPeople] = useState<readonly string[]>([]);
  const [isTried, setIsTried] = useState(false);
  const [pathway = '', code = ''] = chosen.split(' ');
  const on = typedDate(day);
  const choices = useQuery(api.workshops.choices.queryOptions({ input: { act: chosen === '' ? null : { pathway, code }, on: on ?? f.today } }));
  const plan = usePlanCommand((input: Parameters<typeof client.workshops.plan>[0]) => client.workshops.plan(input), { said: t('plan.done', { theme }), onClose });
  const leaders = choices.data?.leaders ?? [];
  const led = leaders.some(({ practitionerId }) => practitionerId === leader) ? leader : '';
  const told = (is: boolean): string | undefined => (isTried && is ? words.required : undefined);
  return (
    <FormFrame
      title={t('plan.title')} submit={t('plan.save')} onClose={onClose} isBusy={plan.isPending} error={plan.error}
      onSubmit={() => {
        setIsTried(true);
        if (chosen !== '' && on !== null && led !== '' && theme.trim() !== '' && people.length > 0) plan.mutate({ workshopId, pathway, act: code, practitionerId: led, theme, place, plannedOn: on, enrolmentIds: [...people] });
      }}
    >
      <Select
        label={t('plan.act')} autoFocus value={chosen} placeholder={t('plan.choose')} error={told(chosen === '')} options={(choices.data?.acts ?? []).map((act) => ({ value: `${act.pathway} ${act.code}`, label: `${act.label[f.language]} · ${act.pathwayLabel[f.language]}` }))}
        onChange={(event) => {
          setChosen(event.target.value);
          setPeople([]);
        }}
      />
      <DateField label={t('plan.on')} value={day} error={told(on === null)} onChange={setDay} />
      <Select label={t('plan.leader')} value={led} placeholder={chosen !== '' && choices.data && leaders.length === 0 ? t('plan.nobody') : t('plan.choose')} error={told(led === '')} options={leaders.map(({ practitionerId, name }) => ({ value: practitionerId, label: name }))} onChange={(event) => setLeader(event.target.value)} />
      <TextField label={t('plan.theme')} maxLength={160} value={theme} error={told(theme.trim() === '')} onChange={(event) => setTheme(event.target.value)} />
      <TextField label={t('plan.place')} optional maxLength={160} value={place} onChange={(event) => setPlace(event.target.value)} />
      {chosen !== '' && (
        <FieldGroup label={t('plan.who')} error={told(people.length === 0)}>
          {choices.data?.people.length === 0 && <p className="meta">{t('plan.nobodyOn')}</p>}
          <ul className="nurse-candidates">
            {(choices.data?.people ?? []).map(({ enrolmentId, patient }) => (
              <li key={enrolmentId}>
                <Checkbox label={formatName(patient)} checked={people.includes(enrolmentId)} onChange={(event) => setPeople(event.target.checked ? [...people, enrolmentId] : people.filter((one) => one !== enrolmentId))} />
              </li>
            ))}
          </ul>
        </FieldGroup>
      )}
    </FormFrame>
  );
}
