import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Routing, RouteStep } from '#contract/routing';
import type { ProfessionalCode } from '#contract/triage';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ModalityWord } from './modality-word.tsx';
import { earlier, toggled } from './route-draft.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface RoutePlanProps {
  readonly routing: Routing;
  readonly route: readonly ProfessionalCode[];
  readonly onRoute: (route: readonly ProfessionalCode[]) => void;
  readonly words: TriageWords;
  readonly dueOn: string;
}

/** Whom the person could see, one after the other: why, how, and how long one waits for each here; the order is the person's to decide. */
export function RoutePlan({ routing, route, onRoute, words, dueOn }: RoutePlanProps): ReactElement {
  const { t } = useTranslation('referrals');
  const chosen = route.flatMap((professional) => routing.steps.filter((step) => step.professional === professional));
  const others = routing.steps.filter(({ professional }) => !route.includes(professional));
  const held = routing.modalities.flatMap(({ verdict, ...one }) => (verdict === 'open' ? [] : [{ ...one, verdict }]));
  return (
    <section aria-labelledby="triage-route">
      <h3 id="triage-route">
        {t('route.title')} <span className="meta grow">{t('route.note')}</span>
      </h3>
      {routing.needsPhysician && <p className="meta">{t('route.needsPhysician')}</p>}
      <ol className="triage-route" aria-label={t('route.chosen')}>
        {chosen.map((step, index) => (
          <Step key={step.professional} step={step} place={index + 1} words={words} dueOn={dueOn}>
            {index > 1 && (
              <Button small tone="text" label={t('route.earlierLabel', { name: words.professional(step.professional) })} onClick={() => onRoute(earlier(route, step.professional))}>
                {t('route.earlier')}
              </Button>
            )}
            {index > 0 && (
              <Button small tone="text" label={t('route.removeLabel', { name: words.professional(step.professional) })} onClick={() => onRoute(toggled(route, step.professional))}>
                {t('route.remove')}
              </Button>
            )}
          </Step>
        ))}
      </ol>
      {others.length > 0 && (
        <ul className="triage-route" aria-label={t('route.others')}>
          {others.map((step) => (
            <Step key={step.professional} step={step} place={null} words={words} dueOn={dueOn}>
              {route.length > 0 && (
                <Button small tone="text" label={t('route.addLabel', { name: words.professional(step.professional) })} onClick={() => onRoute(toggled(route, step.professional))}>
                  {t('route.add')}
                </Button>
              )}
            </Step>
          ))}
        </ul>
      )}
      {held.length > 0 && (
        <ul className="triage-todo" aria-label={t('route.how')}>
          {held.map(({ modality, verdict, because }) => (
            <li key={modality}>
              <b>{t(`modality.${modality}`)}</b> <span className={verdict === 'suits' ? 'ok' : 'warn'}>{t(`route.verdict.${verdict}`)}</span>{' '}
              {because.map(({ id, title, why, source }) => (
                <span key={id} className="meta">
                  {words.text(title)}. {words.text(why)} {t('proposal.source', { source: words.text(source) })}{' '}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface StepProps {
  readonly step: RouteStep;
  readonly place: number | null;
  readonly words: TriageWords;
  readonly dueOn: string;
  readonly children: ReactNode;
}

function Step({ step, place, words, dueOn, children }: StepProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { professional, modality, because, may, mayNot, isProposed } = step;
  const scope = [may && words.text(may), mayNot && t('route.mayNot', { what: words.text(mayNot) })].filter(Boolean).join(' ');
  return (
    <li className="stack">
      <div className="row">
        <span className="triage-route-place" aria-hidden="true">
          {place ?? '+'}
        </span>
        <b className="grow ellipsis" title={scope}>
          {words.professional(professional)}
        </b>
        {modality && <ModalityWord modality={modality} />}
      </div>
      <div className="row triage-route-more">
        <Wait wait={step.wait} dueOn={dueOn} />
        <span className="grow" />
        {children}
      </div>
      {step.spoken && <Spoken spoken={step.spoken} />}
      {because.length === 0 && isProposed && <div className="meta triage-route-more">{t('route.byTriage')}</div>}
      {because.map(({ id, title, why, source }) => (
        <div key={id} className="meta triage-route-more">
          <span className="triage-ink">{words.text(title)}</span> {words.text(why)} <span className="micro">{t('proposal.source', { source: words.text(source) })}</span>
        </div>
      ))}
    </li>
  );
}

/** Who of a profession speaks the language of the person, and from when; told also where nobody does. */
function Spoken({ spoken: { language, speakers, firstOn } }: { readonly spoken: NonNullable<RouteStep['spoken']> }): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const said = { language: f.languageName(language), names: speakers.join(', ') };
  if (speakers.length === 0) return <div className="meta warn triage-route-more">{t('route.speaksNobody', said)}</div>;
  return <div className="meta triage-route-more">{firstOn === null ? t('route.speaks', said) : t('route.speaksFrom', { ...said, date: f.date(firstOn, 'weekday') })}</div>;
}

/** The first free day here, and whether it is past the delay; of somebody outside, that nobody here knows. */
function Wait({ wait, dueOn }: { readonly wait: RouteStep['wait']; readonly dueOn: string }): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  if (wait === null) return <span className="meta">{t('route.outside')}</span>;
  if (wait.firstOn === null) return <span className="meta warn">{t('route.noPlace')}</span>;
  const isLate = wait.firstOn > dueOn;
  return (
    <span className={isLate ? 'meta danger row' : 'meta'}>
      {isLate && <Icon name="alert" size="small" />}
      {wait.days === 0 ? f.relativeDay(wait.firstOn) : t('route.wait', { date: f.date(wait.firstOn, 'weekday'), count: wait.days ?? 0 })}
    </span>
  );
}
