import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import type { CallFound } from '#contract/toxicity-calls.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';

interface CallFoundProps {
  readonly found: CallFound;
  readonly worse: Outputs['toxicityCalls']['questions']['organs'];
  readonly hasAnswers: boolean;
}

/** What the answers come to: each organ with its grade, what the highest asks for, who will be told and how soon. */
export function CallFoundPart({ found, worse, hasAnswers }: CallFoundProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const { organs, action, escalation, general, unanswered } = found;
  if (!hasAnswers) return <p className="ink-2">{t('call.start')}</p>;
  const isGrave = action !== 'go-on';
  return (
    <div className="stack" role="status">
      {organs.length === 0 ? (
        <p className="row ok"><Icon name="check" size="small" />{t(unanswered > 0 ? 'call.nothingYet' : 'call.nothing')}</p>
      ) : (
        <>
          <p className={`note ${isGrave ? 'note-danger' : 'note-warn'}`}>
            <span className="row"><Icon name={isGrave ? 'stop' : 'alert'} size="small" /><b>{t(`treatment.${action}`)}</b></span>
            {escalation && <span className="dose-block">{t(`call.level.${escalation}`)}</span>}
          </p>
          <ul className="stack">
            {organs.map((one) => {
              const asks = worse.find(({ code }) => code === one.organ)?.worse;
              return (
                <li key={one.organ}>
                  <b>{t('call.organ', { organ: one.label[f.language], grade: one.grade })}</b> {one.isEmergency && <span className="danger">{t('call.emergency')}</span>} <span className="dose-block ink-2">{one.gradeText[f.language]}</span>
                  <span className="dose-block">{one.extra[f.language]}</span>
                  {asks && <span className="dose-block meta">{t('call.worse', { list: asks[f.language] })}</span>}
                </li>
              );
            })}
          </ul>
          {general && <p className="meta">{general[f.language]}</p>}
        </>
      )}
    </div>
  );
}
