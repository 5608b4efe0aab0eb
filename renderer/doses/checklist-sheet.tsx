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
            {facts.filter(({ value, laboratory }) => value !== null && laboratory === null).map((fact) => <Answer key={fact.code} fact={fact} />)}
          </span>
        )}
        {blocks.length > 0 && <span className="dose-block danger">{blocks.map((block) => block[f.language]).join(' · ')}</span>}
        {!isEarly && missing.length > 0 && opened.dose.state === 'planned' && <span className="dose-block meta">{t(item.isAhead ? 'list.dependsOn' : 'list.missing', { facts: missing.map((one) => one[f.language]).join(', ') })}</span>}
      </span>
      <span className="ink-2">{words.roles(roles)}</span>
      <span className="meta">{isEarly ? t('list.from', { date: f.date(opensOn, 'short') }) : f.date(opensOn, 'short')}</span>
      {(isEarly || item.isAhead) && opened.dose.state === 'planned' ? <span className="meta">{t('list.ahead')}</span> : <ResultMark result={result} of="item" />}
      <span className="no-print">
        {mayAnswer && isCall && <Link to="/toxicity-call" search={{ enrolmentId: opened.enrolmentId, doseId: opened.dose.id }}>{t('call.make')}</Link>}
        {mayAnswer && onAnswer && <Button small tone="text" label={t('list.answerLabel', { label: label[f.language] })} onClick={onAnswer}>{t('list.answer')}</Button>}
      </span>
    </div>
  );
}

function Answer({ fact }: { readonly fact: AnsweredFact }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const { value } = fact;
  const said = typeof value === 'boolean' ? t(value ? 'yes' : 'no') : [f.number(value ?? 0), fact.unit?.[f.language]].filter(Boolean).join('\u00A0');
  return (
    <span className="dose-answer">
      {fact.label[f.language]} <b>{said}</b> <span className={fact.isStale ? 'meta warn' : 'meta'}>{[fact.words, fact.by, fact.at && f.instant(fact.at, 'short'), fact.isStale && t('list.stale')].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
