import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold, HoldPlan } from '#contract/prevention.ts';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';

const tones = { stop: 'warn', ask: 'danger', continue: 'ok' } as const;
const icons = { stop: 'pause', ask: 'alert', continue: 'check' } as const;

/** A plan drug by drug, as it is handed over: on paper it carries whose it is and who decides. */
export function HoldTable({ patientId, plan }: { readonly patientId: string; readonly plan: HoldPlan }): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  const record = useQuery(api.patients.open.queryOptions({ input: { patientId } }));
  const identity = record.data?.identity;
  const when = ({ lastDose, noDoseFrom }: Hold): string =>
    [lastDose && t('hold.lastDose', { from: f.date(lastDose.from), to: f.date(lastDose.to) }), noDoseFrom && t('hold.noDoseFrom', { date: f.date(noDoseFrom) })].filter(Boolean).join(' · ');
  return (
    <div className="print-only-this stack">
      <div className="print-repeat">
        {identity && (
          <p>
            <b>{formatName(identity)}</b> {identity.birthDate && f.date(identity.birthDate, 'long')}
          </p>
        )}
      </div>
      <p>
        <b>{plan.event.label[f.language]}</b> <span className="tabular">{f.date(plan.on, 'long')}</span> <span className="ink-2">{plan.event.note[f.language]}</span>
      </p>
      {plan.holds.length === 0 ? (
        <p className="ink-2">{t('hold.nothing')}</p>
      ) : (
        <table className="treatment-table" aria-label={t('hold.title')}>
          <thead>
            <tr>
              <th scope="col">{t('hold.drug')}</th>
              <th scope="col">{t('hold.before')}</th>
              <th scope="col">{t('hold.restart')}</th>
              <th scope="col">{t('hold.action')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.holds.map((one) => (
              <tr key={one.drug}>
                <td>
                  <b>{one.label[f.language]}</b> <span className="meta">{one.dose}</span>
                </td>
                <td className="tabular">
                  {when(one)}
                  {one.note && <span className="treatment-note">{one.note[f.language]}</span>}
                </td>
                <td className="tabular">{one.restartOn ? t('hold.restartOn', { date: f.date(one.restartOn) }) : one.action === 'stop' ? t('hold.restartLater') : ''}</td>
                <td>
                  <Chip tone={tones[one.action]} icon={icons[one.action]}>
                    {t(`hold.actionName.${one.action}`)}
                  </Chip>
                  <span className="meta treatment-note">{one.source[f.language]}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {plan.others.length > 0 && <p className="meta">{t('hold.others', { list: plan.others.map((one) => one[f.language]).join(', ') })}</p>}
      <p className="meta">{t('hold.aid')}</p>
    </div>
  );
}
