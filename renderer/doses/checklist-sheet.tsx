import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredFact, CheckedItem } from '#contract/doses.ts';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { AnswerForm } from './answer-form.tsx';
import { LaboratoryAnswers } from './laboratory-answers.tsx';
import { ResultMark } from './result-mark.tsx';
import { useDoseWords } from './use-dose-words.ts';

interface ChecklistSheetProps {
  readonly title: string;
  readonly items: readonly CheckedItem[];
  readonly opened: Outputs['doses']['open'];
}

/** The list before the dose, by number: what is asked, of whom, from when, what was answered, by whom. */
export function ChecklistSheet({ title, items, opened }: ChecklistSheetProps): ReactElement {
  const { t } = useTranslation('doses');
  const settled = items.filter(({ result }) => result === 'go').length;
  const [answering, setAnswering] = useState<string | null>(null);
  return (
    <Sheet title={title} note={t('list.count', { settled, count: items.length })}>
      <ol className="dose-list">
        {items.map((item, index) => (
          <li key={item.code}>
            <ItemLine item={item} number={index + 1} opened={opened} onAnswer={answering === null && item.facts.length > 0 && opened.isRunning ? () => setAnswering(item.code) : null} />
            {answering === item.code && <AnswerForm item={item} doseId={opened.dose.id} onClose={() => setAnswering(null)} />}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

interface ItemLineProps {
  readonly item: CheckedItem;
  readonly number: number;
  readonly opened: Outputs['doses']['open'];
  readonly onAnswer: (() => void) | null;
}

function ItemLine({ item, number, opened, onAnswer }: ItemLineProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const words = useDoseWords();
  const { label, roles, opensOn, result, facts, blocks, missing, isCall, call, mayAnswer, source } = item;
  const isEarly = opensOn > opened.today;
  return (
    <div className="dose-item">
      <span className="meta numeric">{number}</span>
      <span>
        <b title={source[f.language]}>{label[f.language]}</b>
        {isCall && call?.found && <span className="dose-block">{call.found.organs.length === 0 ? t('call.nothing') : call.found.organs.map((one) => t('call.organ', { organ: one.label[f.language], grade: one.grade })).join(', ')} <span className="meta">{[call.calledAt && f.instant(call.calledAt, 'short'), call.by].filter(Boolean).join(' · ')}</span></span>}
        {facts.some(({ value }) => value !== null) && (
          <span className="dose-block">
            <LaboratoryAnswers facts={facts} />
            <Answers facts={facts.filter(({ value, laboratory }) => value !== null && laboratory === null)} />
          </span>
        )}
        {blocks.length > 0 && <span className="dose-block danger">{blocks.map((block) => block[f.language]).join(' · ')}</span>}
        {!isEarly && missing.length > 0 && opened.dose.state === 'planned' && <span className="dose-block meta">{t(item.isAhead ? 'list.dependsOn' : 'list.missing', { facts: missing.map((one) => one[f.language]).join(', ') })}</span>}
      </span>
      <span className="ink-2 dose-who">{words.services(roles)}</span>
      <span className="meta dose-day">{isEarly ? t('list.from', { date: f.date(opensOn, 'short') }) : f.date(opensOn, 'short')}</span>
      <span className="dose-mark">{(isEarly || item.isAhead) && opened.dose.state === 'planned' ? <span className="meta">{t('list.ahead')}</span> : <ResultMark result={result} of="item" />}</span>
      <span className="dose-act no-print">
        {mayAnswer && isCall && <Link to="/toxicity-call" search={{ enrolmentId: opened.enrolmentId, doseId: opened.dose.id }}>{t('call.make')}</Link>}
        {mayAnswer && onAnswer && <Button small tone="text" label={t('list.answerLabel', { label: label[f.language] })} onClick={onAnswer}>{t('list.answer')}</Button>}
      </span>
    </div>
  );
}

/** Answers but those of the laboratory: those given together on one line, then what was said, by whom, when. */
function Answers({ facts }: { readonly facts: readonly AnsweredFact[] }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const together = Map.groupBy(facts, ({ by, at, isStale }) => [by, at, isStale].join('|'));
  const said = ({ value, unit }: AnsweredFact): string => (typeof value === 'boolean' ? t(value ? 'yes' : 'no') : [f.number(value ?? 0), unit?.[f.language]].filter(Boolean).join('\u00A0'));
  return (
    <>
      {[...together].map(([key, own]) => {
        const [{ by, at, isStale } = { by: null, at: null, isStale: false }] = own;
        return (
          <span key={key} className="dose-answer">
            {own.map((fact, index) => <span key={fact.code}>{index > 0 && ' · '}{fact.label[f.language]} <b>{said(fact)}</b></span>)}{' '}
            <span className={isStale ? 'meta warn' : 'meta'}>{[...new Set(own.map(({ words }) => words)), by, at && f.instant(at, 'short'), isStale && t('list.stale')].filter(Boolean).join(' · ')}</span>
          </span>
        );
      })}
    </>
  );
}
