import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { CredentialKind } from '#contract/credentials.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { api, client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Attestations } from './attestations.tsx';
import { StandingChip } from './standing-chip.tsx';
import { useTrainingWords } from './use-training-words.ts';

export interface PersonTrainingProps {
  readonly practitionerId: string;
  readonly kinds: readonly CredentialKind[];
  readonly onClose: () => void;
}

/** One person: a form for what they have just done, how they stand, and everything noted of them. */
export function PersonTraining({ practitionerId, kinds, onClose }: PersonTrainingProps): ReactElement {
  const { t } = useTranslation('credentials');
  const words = useTrainingWords();
  const read = useQuery(api.credentials.ofPerson.queryOptions({ input: { practitionerId } }));
  return (
    <div className="stack">
      <AddForm practitionerId={practitionerId} name={read.data?.person.name ?? ''} kinds={kinds.filter(({ isRetired }) => !isRetired)} onClose={onClose} />
      {read.isPending && <SkeletonRows rows={4} />}
      {read.isError && <ErrorNotice what={t('failed')} error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && (
        <Sheet title={t('ofPerson', { name: read.data.person.name })} padded>
          <div className="stack">
            <dl className="training-standings">
              {read.data.standings.map((judged) => (
                <div key={judged.kind}>
                  <dt>{words.of(judged.label)}</dt>
                  <dd>
                    <StandingChip judged={judged} />
                  </dd>
                </div>
              ))}
            </dl>
            <Attestations attestations={read.data.attestations} mayManage />
          </div>
        </Sheet>
      )}
    </div>
  );
}

/** Training somebody has done: what, how many hours, when, from whom; until when follows from the kind. */
function AddForm({ practitionerId, name, kinds, onClose }: PersonTrainingProps & { readonly name: string }): ReactElement {
  const { t } = useTranslation('credentials');
  const f = useFormat();
  const issues = usePlanWords();
  const words = useTrainingWords();
  const [code, setCode] = useState(kinds[0]?.code ?? '');
  const chosen = kinds.find((one) => one.code === code);
  const [typedHours, setHours] = useState<string | null>(null);
  const [day, setDay] = useState('');
  const [end, setEnd] = useState('');
  const [issuer, setIssuer] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [credentialId, setCredentialId] = useState(() => v7());
  const hours = typedHours === null ? (chosen?.hours ?? null) : readNumber(typedHours);
  const obtainedOn = typedDate(day);
  const expiresOn = typedDate(end);
  const add = usePlanCommand((input: Parameters<typeof client.credentials.add>[0]) => client.credentials.add(input), {
    said: t('add.done', { name }),
    back: ({ version }, input) => client.credentials.withdraw({ credentialId: input.credentialId, expectedVersion: version, reason: t('add.mistake') }),
    onClose: () => {
      setCredentialId(v7());
      setHours(null);
      setDay('');
      setEnd('');
      setIssuer('');
      setIsTried(false);
    },
  });
  const isHours = typeof hours === 'number' && hours >= 0.25 && hours <= 1000;
  const isEnd = end.trim() === '' || expiresOn !== null;
  const endFault = issues.issue(add.error, 'expiresOn') ? t('add.endFault') : undefined;
  return (
    <FormFrame
      title={t('add.title')} note={name} submit={t('add.save')} onClose={onClose} isBusy={add.isPending} error={add.error}
      onSubmit={() => {
        setIsTried(true);
        if (isHours && obtainedOn !== null && isEnd && code !== '') add.mutate({ credentialId, practitionerId, kind: code, hours, obtainedOn, expiresOn, issuer });
      }}
    >
      <Select
        label={t('add.kind')} autoFocus value={code} options={kinds.map((one) => ({ value: one.code, label: words.of(one.label) }))}
        onChange={(event) => {
          setCode(event.target.value);
          setHours(null);
        }}
      />
      <TextField label={t('add.hours')} inputMode="decimal" value={typedHours ?? (chosen ? f.number(chosen.hours) : '')} help={chosen && t('add.asked', { hours: f.number(chosen.hours) })} error={isTried && !isHours ? t('add.hoursFault') : undefined} onChange={(event) => setHours(event.target.value)} />
      <DateField label={t('add.obtained')} value={day} error={(isTried && obtainedOn === null ? issues.required : undefined) ?? (issues.issue(add.error, 'obtainedOn') ? t('add.future') : undefined)} onChange={setDay} />
      <DateField label={t('add.until')} optional value={end} error={endFault} onChange={setEnd} />
      {chosen && <p className="meta">{chosen.validMonths === null ? t('add.forGood') : t('add.months', { count: chosen.validMonths })}</p>}
      <TextField label={t('add.issuer')} optional value={issuer} maxLength={160} onChange={(event) => setIssuer(event.target.value)} />
    </FormFrame>
  );
}
