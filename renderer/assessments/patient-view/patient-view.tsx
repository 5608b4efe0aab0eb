import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import type { Language } from '#contract/values.ts';
import { languages } from '../../text/i18n.ts';
import { readNumber } from '../../text/typed-number.ts';
import type { EntryForm } from '../entry-form.ts';
import { type PatientQuestion, patientQuestions, type ScaleQuestion } from './patient-questions.ts';

export interface PatientViewProps {
  readonly givenName: string;
  readonly language: Language;
  readonly chosen: readonly Instrument[];
  readonly typed: EntryForm['typed'];
  readonly onAnswer: (name: string, value: number) => void;
  /** The patient is done, or somebody of the clinic takes over: the page is locked before anything else shows. */
  readonly onEnd: () => void;
}

const points = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const difficulties = [0, 1, 2, 3] as const;

/** One large, plain question at a time, answered by touching or by a digit. It covers the clinic's page whole. */
export function PatientView({ givenName, language: first, chosen, typed, onAnswer, onEnd }: PatientViewProps): ReactElement {
  const [language, setLanguage] = useState(first);
  const { i18n } = useTranslation('assessments');
  const t = i18n.getFixedT(language, 'assessments');
  const questions = patientQuestions(chosen);
  const [index, setIndex] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const question = questions[index];
  const answered = question && answerOf(question, typed[question.name]);

  // Everything of the clinic behind it is out of reach of the keyboard while the patient has the device.
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-answer], button')?.focus(), [index]);
  const answer = (value: number): void => {
    if (!question) return;
    onAnswer(question.name, value * question.times);
    setIndex(index + 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Tab') keepInside(event);
    const digit = /^\d$/.test(event.key) ? Number(event.key) : null;
    if (digit === null || !question || event.ctrlKey || event.metaKey || event.altKey) return;
    if (question.kind === 'scale' || digit <= 3) answer(digit);
    event.preventDefault();
  };

  return (
    <div ref={box} className="patient-view" role="dialog" aria-modal="true" aria-label={t('patient.title')} lang={language} onKeyDown={onKeyDown}>
      <header className="patient-view-head">
        <span>{t('patient.progress', { at: Math.min(index + 1, questions.length), of: questions.length })}</span>
        <span className="grow" />
        {languages.map((one) => (
          <button key={one} type="button" className="patient-view-language" lang={one} aria-pressed={one === language} onClick={() => setLanguage(one)}>
            {one === 'fr' ? 'Français' : 'English'}
          </button>
        ))}
      </header>
      {question ? (
        <div className="patient-view-question">
          <h1 id="patient-question">{question.kind === 'scale' ? t(`patient.question.${question.name as ScaleQuestion}`) : t('patient.difficultyQuestion', { what: labelOf(chosen, question.name)?.[language] ?? question.name })}</h1>
          {question.kind === 'scale' ? (
            <>
              <div className="patient-view-scale" role="group" aria-labelledby="patient-question">
                {points.map((point) => (
                  <button key={point} type="button" data-answer aria-pressed={answered === point} onClick={() => answer(point)}>
                    {point}
                  </button>
                ))}
              </div>
              <p className="patient-view-ends">
                <span>{t(`patient.ends.${question.name as ScaleQuestion}.best`)}</span>
                <span>{t(`patient.ends.${question.name as ScaleQuestion}.worst`)}</span>
              </p>
            </>
          ) : (
            <div className="patient-view-choices" role="group" aria-labelledby="patient-question">
              {difficulties.map((point) => (
                <button key={point} type="button" data-answer aria-pressed={answered === point} onClick={() => answer(point)}>
                  <b>{point}</b> {t(`patient.difficulty.${point}`)}
                </button>
              ))}
            </div>
          )}
        </div>
      ) : (
        <div className="patient-view-question">
          <h1>{t('patient.thanks', { name: givenName })}</h1>
          <p>{t('patient.giveBack')}</p>
        </div>
      )}
      <footer className="patient-view-foot">
        <button type="button" disabled={index === 0} onClick={() => setIndex(index - 1)}>
          {t('patient.before')}
        </button>
        <span className="grow" />
        {question ? (
          <button type="button" onClick={() => setIndex(index + 1)}>
            {t('patient.skip')}
          </button>
        ) : null}
        <button type="button" className={question ? 'patient-view-quiet' : 'patient-view-done'} onClick={onEnd}>
          {t(question ? 'patient.stop' : 'patient.done')}
        </button>
      </footer>
    </div>
  );
}

function answerOf({ times }: PatientQuestion, typed: string | boolean | undefined): number | null {
  const value = typeof typed === 'string' ? readNumber(typed) : null;
  return typeof value === 'number' ? value / times : null;
}

function labelOf(chosen: readonly Instrument[], name: string): Instrument['label'] | undefined {
  return chosen.flatMap(({ inputs }) => inputs).find((input) => input.name === name)?.label;
}

/** Tab goes round inside the view. */
function keepInside(event: KeyboardEvent<HTMLDivElement>): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not([disabled])')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const next = stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length];
  next?.focus();
  event.preventDefault();
}
