import { useEffect, useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { Trans, useTranslation } from 'react-i18next';
import { now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { groupsToCheck, groupState } from './recovery-check.ts';
import { type PrintedKey, RecoverySheet } from './recovery-sheet.tsx';

export interface RecoveryStepProps {
  readonly printed: PrintedKey;
  /** Inside a page that has a landmark of its own. */
  readonly inPage?: boolean;
  /** The sheet was printed or copied. */
  readonly onKept: () => void;
  readonly onChecked: () => void;
}

interface Kept {
  readonly how: 'printed' | 'copied';
  readonly at: string;
}

/** Step 4: print the sheet (or copy it), then type two groups back while the preview is masked. */
export function RecoveryStep({ printed, inPage = false, onKept, onChecked }: RecoveryStepProps): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const format = useFormat();
  const [kept, setKept] = useState<Kept | null>(null);
  const [isMasked, setIsMasked] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const title = useRef<HTMLHeadingElement>(null);
  const firstField = useRef<HTMLInputElement>(null);
  const numbers = groupsToCheck(printed.createdAt);
  const states = numbers.map((number) => ({ number, state: groupState(typed[number] ?? '', printed.recoveryKey[number - 1] ?? '') }));
  const isRight = kept !== null && states.every(({ state }) => state === 'right');
  const { zone } = printed;
  const Landmark = inPage ? 'div' : 'main';

  useEffect(() => title.current?.focus(), []);
  useEffect(() => {
    if (isMasked) firstField.current?.focus();
  }, [isMasked]);

  const keep = (how: Kept['how']): void => {
    setKept({ how, at: now().toString() });
    setIsMasked(true);
    onKept();
  };
  const print = (): void => {
    flushSync(() => setIsMasked(false));
    window.print();
    keep('printed');
  };
  useShortcut('Control+P', print);

  const pending = states.find(({ state }) => state !== 'right');
  const hint = !kept ? t('firstStart.recovery.toPrint') : !pending ? t('firstStart.recovery.ready') : pending.state === 'wrong' ? t('firstStart.recovery.mistyped', { group: pending.number }) : pending.state === 'right' ? '' : t('firstStart.recovery.missing', { count: pending.state.missing, group: pending.number });

  return (
    <Landmark className="first-start-center grow">
      <form
        noValidate
        className="first-start-center grow"
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onChecked();
        }}
      >
        <div className="first-start-scroll recovery">
          <div>
            <h1 ref={title} tabIndex={-1}>
              {t('firstStart.recovery.title')}
            </h1>
            <p className="first-start-lead">
              <Trans t={t} i18nKey="firstStart.recovery.lead" components={[<b key="only" />]} />
            </p>
            <ol className="recovery-how">
              {(['firstStart.recovery.how1', 'firstStart.recovery.how2', 'firstStart.recovery.how3'] as const).map((key) => (
                <li key={key}>
                  <Trans t={t} i18nKey={key} components={[<b key="first" />]} />
                </li>
              ))}
            </ol>
            <div className="row wrap">
              <Button icon="print" keys="Control+P" tone={kept ? 'default' : 'primary'} onClick={print}>
                {t('firstStart.recovery.print')}
              </Button>
              <Button tone="quiet" onClick={() => keep('copied')}>
                {t('firstStart.recovery.byHand')}
              </Button>
              {isMasked && (
                <Button tone="quiet" onClick={() => setIsMasked(false)}>
                  {t('firstStart.recovery.show')}
                </Button>
              )}
            </div>
            <div className="recovery-state ok" role="status">
              {kept && (
                <>
                  <Icon name="check" size="small" />
                  {t(`firstStart.recovery.${kept.how}`, { time: format.instantTime(kept.at, zone) })}
                </>
              )}
            </div>
            {kept && (
              <section className="recovery-check">
                <h2>{t('firstStart.recovery.verify')}</h2>
                <p className="meta">{t('firstStart.recovery.verifyLead')}</p>
                <div className="recovery-groups">
                  {states.map(({ number, state }, index) => (
                    <Field key={number} label={t('firstStart.recovery.group', { number })} error={state === 'wrong' ? t('firstStart.recovery.groupWrong') : undefined}>
                      {(ids) => (
                        <span className={state === 'right' ? 'input recovery-group recovery-group-right' : state === 'wrong' ? 'input recovery-group input-invalid' : 'input recovery-group'}>
                          <input
                            {...ids}
                            ref={index === 0 ? firstField : undefined}
                            value={typed[number] ?? ''}
                            maxLength={7}
                            autoComplete="off"
                            spellCheck={false}
                            onFocus={() => setIsMasked(true)}
                            onChange={(event) => setTyped({ ...typed, [number]: event.target.value })}
                          />
                          {state === 'right' && <Icon name="check" size="small" />}
                        </span>
                      )}
                    </Field>
                  ))}
                </div>
                <p className="meta">{t('firstStart.recovery.alphabet')}</p>
              </section>
            )}
          </div>
          <RecoverySheet printed={printed} masked={isMasked} />
        </div>
        <footer className="first-start-bar">
          <span className="grow" />
          <span id="recovery-hint" className="meta" role="status">
            {hint}
          </span>
          <Button type="submit" tone={kept ? 'primary' : 'default'} keys="Enter" disabled={!isRight} describedBy="recovery-hint">
            {t('firstStart.recovery.open')}
          </Button>
        </footer>
      </form>
    </Landmark>
  );
}
