import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { CommunityNurse } from '#contract/nurses.ts';
import { LanguageChoice } from '../administration/language-choice.tsx';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { Checkbox, FieldGroup, TextArea, TextField } from '../ui/field.tsx';
import { readAreas, writeAreas } from './area-lines.ts';

const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** What the directory says of a nurse. */
export function NurseForm({ nurse, onClose }: { readonly nurse: CommunityNurse | undefined; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('nurses');
  const f = useFormat();
  const words = usePlanWords();
  const [practitionerId] = useState(() => nurse?.practitionerId ?? v7());
  const [givenName, setGivenName] = useState(nurse?.givenName ?? '');
  const [familyName, setFamilyName] = useState(nurse?.familyName ?? '');
  const [organization, setOrganization] = useState(nurse?.organization ?? '');
  const [phone, setPhone] = useState(nurse?.phone ?? '');
  const [email, setEmail] = useState(nurse?.email ?? '');
  const [languages, setLanguages] = useState<readonly string[]>(nurse?.languages ?? []);
  const [sector, setSector] = useState(nurse?.sector ?? '');
  const [typedAreas, setAreas] = useState(() => writeAreas(nurse?.areas ?? [], f.number));
  const [weekdays, setWeekdays] = useState<readonly number[]>(nurse?.weekdays ?? [1, 2, 3, 4, 5]);
  const [typedMost, setMost] = useState(String(nurse?.mostPeople ?? 10));
  const [note, setNote] = useState(nurse?.note ?? '');
  const [isActive, setActive] = useState(nurse?.isActive ?? true);
  const [isTried, setIsTried] = useState(false);
  const save = usePlanCommand((input: Parameters<typeof client.nurses.save>[0]) => client.nurses.save(input), { said: t('form.saved', { name: `${givenName} ${familyName}`.trim() }), onClose });
  const { areas, faults } = readAreas(typedAreas);
  const mostPeople = readNumber(typedMost);
  const isMost = typeof mostPeople === 'number' && Number.isInteger(mostPeople) && mostPeople >= 0 && mostPeople <= 200;
  const told = (is: boolean, text: string): string | undefined => (isTried && is ? text : undefined);
  const areaFault = faults.length > 0 ? t('form.areaFault', { lines: faults.join(', ') }) : save.error !== null && words.issue(save.error, `areas.${areas.findIndex(({ prefix }, index) => areas.findIndex((one) => one.prefix === prefix) < index)}.prefix`) ? t('form.areaTwice') : undefined;
  return (
    <FormFrame
      title={nurse ? t('form.change') : t('add')} submit={t('form.save')} onClose={onClose} isBusy={save.isPending} error={save.error}
      onSubmit={() => {
        setIsTried(true);
        if (givenName.trim() === '' || familyName.trim() === '' || !isMost || faults.length > 0 || weekdays.length === 0) return;
        save.mutate({ practitionerId, expectedVersion: nurse?.version ?? 0, givenName, familyName, languages: [...languages], organization, phone, email, sector, areas: [...areas], weekdays: [...weekdays], mostPeople, note, isActive });
      }}
    >
      <TextField label={t('form.givenName')} autoFocus maxLength={80} value={givenName} error={told(givenName.trim() === '', words.required)} onChange={(event) => setGivenName(event.target.value)} />
      <TextField label={t('form.familyName')} maxLength={80} value={familyName} error={told(familyName.trim() === '', words.required)} onChange={(event) => setFamilyName(event.target.value)} />
      <TextField label={t('form.organization')} optional maxLength={160} value={organization} onChange={(event) => setOrganization(event.target.value)} />
      <TextField label={t('form.phone')} optional maxLength={40} value={phone} onChange={(event) => setPhone(event.target.value)} />
      <TextField label={t('form.email')} optional maxLength={160} value={email} onChange={(event) => setEmail(event.target.value)} />
      <LanguageChoice chosen={languages} onChange={setLanguages} />
      <TextField label={t('sector')} optional maxLength={160} value={sector} onChange={(event) => setSector(event.target.value)} />
      <TextArea label={t('form.areas')} optional help={t('form.areasHelp')} value={typedAreas} error={isTried ? areaFault : undefined} onChange={(event) => setAreas(event.target.value)} />
      <FieldGroup label={t('days')} error={told(weekdays.length === 0, words.required)}>
        <div className="row wrap">
          {days.map((day) => (
            <Checkbox key={day} label={t(`weekday.${day}`)} checked={weekdays.includes(day)} onChange={(event) => setWeekdays(event.target.checked ? [...weekdays, day].sort((one, other) => one - other) : weekdays.filter((one) => one !== day))} />
          ))}
        </div>
      </FieldGroup>
      <TextField label={t('form.most')} inputMode="numeric" value={typedMost} error={told(!isMost, t('form.mostFault'))} onChange={(event) => setMost(event.target.value)} />
      <TextField label={t('form.note')} optional maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      <Checkbox label={t('form.active')} checked={isActive} onChange={(event) => setActive(event.target.checked)} />
    </FormFrame>
  );
}
