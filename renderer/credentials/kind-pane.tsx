import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { codeFrom } from './code-from.ts';

export interface KindPaneProps {
  readonly list: Outputs['credentials']['kinds'];
  /** Null: a new one. */
  readonly code: string | null;
  readonly onClose: () => void;
}

const clinicSource = 'CLINIC';

/** A kind of training: its name in both languages, its hours, how long it holds and how early its end is told. */
export function KindPane({ list, code, onClose }: KindPaneProps): ReactElement {
  const { t } = useTranslation('credentials');
  const f = useFormat();
  const words = usePlanWords();
  const kept = list.kinds.find((one) => one.code === code);
  const [fr, setFr] = useState(kept?.label.fr ?? '');
  const [en, setEn] = useState(kept?.label.en ?? '');
  const [typedHours, setHours] = useState(kept ? f.number(kept.hours) : '');
  const [typedMonths, setMonths] = useState(kept === undefined || kept.validMonths === null ? '' : String(kept.validMonths));
  const [typedWarn, setWarn] = useState(String(kept?.warnDays ?? 90));
  const [isRetired, setRetired] = useState(kept?.isRetired ?? false);
  const [isTried, setIsTried] = useState(false);
  const save = usePlanCommand((input: Parameters<typeof client.credentials.saveKind>[0]) => client.credentials.saveKind(input), { said: t('kind.saved'), onClose });
  const hours = readNumber(typedHours);
  const months = readNumber(typedMonths);
  const warn = readNumber(typedWarn);
  const isWhole = (value: unknown, least: number, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  const fault = {
    fr: fr.trim() === '', en: en.trim() === '', hours: typeof hours !== 'number' || hours < 0.25 || hours > 1000, months: months !== null && !isWhole(months, 1, 600), warn: !isWhole(warn, 0, 730),
  };
  const told = (is: boolean, text: string): string | undefined => (isTried && is ? text : undefined);
  return (
    <FormFrame
      title={kept ? t('kind.change') : t('kind.add')} note={t('kind.version', { version: list.version })} submit={t('kind.save')} onClose={onClose} isBusy={save.isPending} error={save.error}
      onSubmit={() => {
        setIsTried(true);
        if (Object.values(fault).some(Boolean) || typeof hours !== 'number' || typeof warn !== 'number' || months === 'not-a-number') return;
        const label = { fr: fr.trim(), en: en.trim() };
        // What is changed rests on the clinic from then on.
        save.mutate({ expectedVersion: list.version, isNew: kept === undefined, kind: { code: kept?.code ?? codeFrom(label.fr), label, hours, validMonths: months, warnDays: warn, source: clinicSource, isRetired } });
      }}
    >
      <TextField label={t('kind.fr')} autoFocus maxLength={120} value={fr} error={told(fault.fr, words.required)} onChange={(event) => setFr(event.target.value)} />
      <TextField label={t('kind.en')} maxLength={120} value={en} error={told(fault.en, words.required)} onChange={(event) => setEn(event.target.value)} />
      <TextField label={t('kind.hours')} inputMode="decimal" value={typedHours} error={told(fault.hours, t('add.hoursFault'))} onChange={(event) => setHours(event.target.value)} />
      <TextField label={t('kind.validMonths')} optional inputMode="numeric" help={t('kind.validHelp')} value={typedMonths} error={told(fault.months, t('kind.monthsFault'))} onChange={(event) => setMonths(event.target.value)} />
      <TextField label={t('kind.warnDays')} inputMode="numeric" value={typedWarn} error={told(fault.warn, t('kind.warnFault'))} onChange={(event) => setWarn(event.target.value)} />
      {kept && <Checkbox label={t('kind.retire')} checked={isRetired} onChange={(event) => setRetired(event.target.checked)} />}
      <p className="meta">{t('kind.since')}</p>
    </FormFrame>
  );
}
