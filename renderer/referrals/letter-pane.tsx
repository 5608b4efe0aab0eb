import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { longestLetter } from '#contract/letter-reading';
import { api } from '../link/client.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, TextArea } from '../ui/field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { FindingField } from './finding-field.tsx';
import { answerOf, isTaken, type LetterLine, linesOf, type LetterPiece, piecesOf, wordsOf } from './letter-lines.ts';
import type { Answers } from './request-form.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface LetterPaneProps {
  /** The letter as pasted. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly answers: Answers;
  /** Sets a finding, with the words of the letter it comes from; undefined takes it back. */
  readonly onAnswer: (field: string, answer: boolean | string | undefined, words: string | null) => void;
  readonly words: TriageWords;
  /** Closed; `keep`: the text goes with the request. */
  readonly onClose: (keep: boolean) => void;
}

/** A letter pasted, what it says at its side, each to be confirmed: nothing is set before. */
export function LetterPane({ text, onText, answers, onAnswer, words, onClose }: LetterPaneProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const [isWriting, setWriting] = useState(text === '');
  const [keep, setKeep] = useState(true);
  const read = (): void => setWriting(text.trim() === '');
  return (
    <section
      className="letter-pane"
      aria-labelledby="letter-pane-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose(keep);
      }}
    >
      <header className="sheet-header">
        <h2 id="letter-pane-title">{t('referrals:letterText.title')}</h2>
        <span className="grow" />
        {!isWriting && (
          <Button small tone="text" onClick={() => setWriting(true)}>
            {t('referrals:letterText.change')}
          </Button>
        )}
        <IconButton icon="close" label={t('common:action.close')} keys="Escape" onClick={() => onClose(keep)} />
      </header>
      {isWriting ? (
        <div className="letter-writing stack">
          <TextArea
            label={t('referrals:letterText.paste')}
            help={t('referrals:letterText.pasteHelp')}
            rows={16}
            maxLength={longestLetter}
            autoFocus
            value={text}
            onChange={(event) => onText(event.target.value)}
            onPaste={(event) => {
              // The first paste is the letter: it is read at once.
              if (text !== '') return;
              event.preventDefault();
              const pasted = event.clipboardData.getData('text/plain').slice(0, longestLetter);
              onText(pasted);
              setWriting(pasted.trim() === '');
            }}
          />
          <div className="row">
            <Button onClick={read} disabled={text.trim() === ''}>
              {t('referrals:letterText.read')}
            </Button>
          </div>
        </div>
      ) : (
        <LetterRead text={text} answers={answers} onAnswer={onAnswer} words={words} />
      )}
      <footer className="letter-foot row">
        <Checkbox label={t('referrals:letterText.keep')} checked={keep} onChange={(event) => setKeep(event.target.checked)} />
        <span className="grow" />
        <Button onClick={() => onClose(keep)}>{t('referrals:letterText.done')}</Button>
      </footer>
    </section>
  );
}

function LetterRead({ text, answers, onAnswer, words }: Omit<LetterPaneProps, 'onText' | 'onClose'>): ReactElement {
  const { t } = useTranslation('referrals');
  const reading = useQuery(api.referrals.readLetter.queryOptions({ input: { text }, staleTime: Infinity, gcTime: 5_000 }));
  const lines = reading.data ? linesOf(reading.data) : [];
  const [chosen, setChosen] = useState(0);
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  const current = lines[Math.min(chosen, lines.length - 1)];

  const judge = (line: LetterLine, taken: boolean): void => {
    if (taken) onAnswer(line.field, answerOf(line.value), wordsOf(text, line.spans));
    else if (isTaken(line, answers)) onAnswer(line.field, undefined, null);
    setRefused((before) => new Set([...before].filter((key) => key !== line.key).concat(taken ? [] : [line.key])));
    const name = words.phrase(line.field, line.value);
    setSaid(taken ? t('letterText.confirmed', { name }) : t('letterText.refused', { name }));
    const next = lines.findIndex((other, index) => index > chosen && !isTaken(other, answers) && !refused.has(other.key));
    setChosen(next >= 0 ? next : Math.min(chosen + 1, lines.length - 1));
  };
  if (reading.isError) return <ErrorNotice what={t('letterText.failed')} error={reading.error} onRetry={() => void reading.refetch()} />;
  if (!reading.data) return <SkeletonRows rows={8} />;
  const judged = reading.data.toJudge;
  const marked = [...lines, ...judged.map(({ field, why, spans }) => ({ key: `${field}?${why}`, spans }))];
  return (
    <>
      <LetterText pieces={piecesOf(text, marked)} current={current?.key ?? null} doubtful={new Set(judged.map(({ field, why }) => `${field}?${why}`))} />
      <div className="letter-findings">
        <div className="row letter-count">
          <h3>{t('letterText.proposals')}</h3>
          <span className="meta">{t('letterText.count', { count: lines.filter((line) => isTaken(line, answers)).length, all: lines.length })}</span>
          <span className="grow" />
          {current && (
            <>
              <Button small keys="y" onClick={() => judge(current, true)}>
                {t('letterText.confirm')}
              </Button>
              <Button small tone="quiet" keys="n" onClick={() => judge(current, false)}>
                {t('letterText.refuse')}
              </Button>
            </>
          )}
        </div>
        {lines.length === 0 ? (
          <EmptyState sentence={t('letterText.nothing')} hint={t('letterText.nothingHint')} />
        ) : (
          <LetterList lines={lines} text={text} chosen={Math.min(chosen, lines.length - 1)} onChoose={setChosen} onJudge={judge} answers={answers} refused={refused} words={words} />
        )}
        {judged.length > 0 && (
          <>
            <h3>{t('letterText.toJudge')}</h3>
            <p className="meta">{t('letterText.toJudgeHelp')}</p>
            {judged.map(({ field, why, spans }) => {
              const finding = words.finding(field);
              if (!finding) return null;
              const quoted = wordsOf(text, spans);
              return (
                <div key={`${field}?${why}`} className="letter-doubt">
                  <FindingField finding={finding} answer={answers[field]} onAnswer={(answered, answer) => onAnswer(answered, answer, answer === undefined ? null : quoted)} words={words} />
                  <p className="meta">{t('letterText.because', { words: quoted, why: t(`letterText.why.${why}`) })}</p>
                </div>
              );
            })}
          </>
        )}
      </div>
      <div className="visually-hidden" role="status">
        {said}
      </div>
    </>
  );
}

/** The letter with its words marked; those of the line one is on stand out and are brought into view. */
function LetterText({ pieces, current, doubtful }: { readonly pieces: readonly LetterPiece[]; readonly current: string | null; readonly doubtful: ReadonlySet<string> }): ReactElement {
  const { t } = useTranslation('referrals');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[data-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div ref={box} className="letter-text" role="group" tabIndex={0} aria-label={t('letterText.letter')}>
      {pieces.map((piece) =>
        piece.keys.length === 0 ? (
          piece.text
        ) : (
          <mark key={piece.start} data-current={current !== null && piece.keys.includes(current)} data-doubtful={piece.keys.every((key) => doubtful.has(key))}>
            {piece.text}
          </mark>
        ),
      )}
    </div>
  );
}

interface LetterListProps {
  readonly lines: readonly LetterLine[];
  readonly text: string;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onJudge: (line: LetterLine, taken: boolean) => void;
  readonly answers: Answers;
  readonly refused: ReadonlySet<string>;
  readonly words: TriageWords;
}

const confirming: readonly string[] = ['y', 'o', 'enter'];
const refusing: readonly string[] = ['n', 'x', 'delete', 'backspace'];

/** One tab stop: arrows move, Y, O or Enter confirms, N or X sets aside. */
function LetterList({ lines, text, chosen, onChoose, onJudge, answers, refused, words }: LetterListProps): ReactElement {
  const { t } = useTranslation('referrals');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const line = lines[chosen];
    const to = { arrowdown: chosen + 1, j: chosen + 1, arrowup: chosen - 1, k: chosen - 1, home: 0, end: lines.length - 1 }[key];
    if (to !== undefined) onChoose(Math.min(Math.max(to, 0), lines.length - 1));
    else if (line && confirming.includes(key)) onJudge(line, true);
    else if (line && refusing.includes(key)) onJudge(line, false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={list} className="letter-list" role="listbox" tabIndex={0} aria-label={t('letterText.proposals')} aria-activedescendant={`letter-line-${String(chosen)}`} onKeyDown={onKeyDown}>
      {lines.map((line, index) => {
        const present = answers[line.field];
        const state = isTaken(line, answers) ? 'taken' : refused.has(line.key) ? 'refused' : 'open';
        return (
          <div key={line.key} id={`letter-line-${String(index)}`} className="letter-line" role="option" aria-selected={index === chosen} data-state={state} onClick={() => onChoose(index)}>
            <span className="letter-line-mark" aria-hidden="true">
              {state === 'taken' ? '✓' : state === 'refused' ? '×' : ''}
            </span>
            <span className="grow">
              <b>{words.brief(line.field)}</b> {words.value(line.field, line.value)}
              {state !== 'open' && <span className="visually-hidden">, {t(`letterText.state.${state}`)}</span>}
              {state === 'open' && line.isContradicted && <span className="warn"> · {t('letterText.contradicted')}</span>}
              {state === 'open' && present !== undefined && <span className="warn"> · {t('letterText.replaces', { value: words.value(line.field, present) })}</span>}
              <span className="letter-line-words">{t('letterText.quote', { words: wordsOf(text, line.spans) })}</span>
            </span>
          </div>
        );
      })}
    </div>
  );
}
