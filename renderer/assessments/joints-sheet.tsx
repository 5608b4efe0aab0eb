import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentWork, JointCounts } from '#contract/assessments.ts';
import { type JointCode, type JointFinding, type JointFindings, jointSets, type JointSet } from '#contract/joints.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { JointFigure } from './figure/joint-figure.tsx';
import { JointTable } from './figure/joint-table.tsx';

export interface JointsSheetProps {
  readonly joints: JointFindings;
  /** Null: the joints were not examined. */
  readonly set: JointSet | null;
  readonly work: AssessmentWork | undefined;
  /** What was found the last time the joints were examined. */
  readonly previous: { readonly on: string; readonly set: JointSet; readonly joints: JointFindings } | null;
  /** Left out, the sheet is only read. */
  readonly onChange?: ((change: { joints?: JointFindings; jointSet?: JointSet }) => void) | undefined;
}

/** The joints: figure or table, what is counted, and the counts as they change. */
export function JointsSheet({ joints, set, work, previous, onChange }: JointsSheetProps): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<'figure' | 'table'>('figure');
  const shown = set ?? '28';
  const write = onChange && ((code: JointCode, found: JointFinding | null): void => {
    const { [code]: _before, ...others } = joints;
    onChange({ jointSet: shown, joints: found ? { ...others, [code]: found } : others });
  });
  useShortcut('a', () => box.current?.querySelector<HTMLElement>('[role="listbox"], input')?.focus(), { label: t('joints.focus') });

  return (
    <Sheet
      title={t('joints.title')}
      keys="a"
      className="joints-sheet"
      actions={
        <>
          <SegmentedControl label={t('joints.view')} options={[{ value: 'figure', label: t('joints.figure') }, { value: 'table', label: t('joints.table') }]} value={view} onChange={setView} />
          <SegmentedControl
            label={t('joints.set')} options={jointSets.map((one) => ({ value: one, label: one === '28' ? '28' : '66/68' }))} value={set}
            onChange={(next) => onChange?.({ jointSet: next })}
          />
        </>
      }
    >
      <div ref={box} className="joints-sheet-body">
        {view === 'figure' ? <JointFigure findings={joints} set={shown} onChange={write} /> : <JointTable findings={joints} set={shown} onChange={write} />}
      </div>
      <footer className="joints-sheet-foot">
        {set === null ? <p className="meta">{t('joints.notExamined')}</p> : work?.counts && <Counts counts={work.counts} set={set} />}
        {onChange && (
          <div className="row wrap">
            {set === null && (
              <Button small onClick={() => onChange({ jointSet: '28' })}>
                {t('joints.noneFound')}
              </Button>
            )}
            {previous && (
              <Button small icon="undo" onClick={() => onChange({ joints: previous.joints, jointSet: previous.set })}>
                {t('joints.copy', { date: f.date(previous.on) })}
              </Button>
            )}
            {Object.keys(joints).length > 0 && (
              <Button small tone="quiet" onClick={() => onChange({ joints: {} })}>
                {t('joints.clear')}
              </Button>
            )}
          </div>
        )}
        <Legend />
      </footer>
    </Sheet>
  );
}

function Counts({ counts, set }: { readonly counts: JointCounts; readonly set: JointSet }): ReactElement {
  const { t } = useTranslation('assessments');
  return (
    <div className="row joints-counts" role="status">
      <span>
        <span className="micro">{t('joints.of28')}</span>
        <span className="tabular">
          <b>{counts.tender28}</b> {t('joints.tender')} <b>{counts.swollen28}</b> {t('joints.swollen')}
        </span>
      </span>
      {set === '66-68' && (
        <span>
          <span className="micro">{t('joints.of68')}</span>
          <span className="tabular">
            <b>{counts.tender68}</b> {t('joints.tender')} <b>{counts.swollen66}</b> {t('joints.swollen')}
          </span>
        </span>
      )}
      <span className="meta">{t('joints.assessable', { count: set === '28' ? counts.assessable28 : counts.assessable68, of: set === '28' ? 28 : 68 })}</span>
    </div>
  );
}

function Legend(): ReactElement {
  const { t } = useTranslation('assessments');
  return (
    <div className="row joints-legend micro" aria-hidden="true">
      <span><svg viewBox="0 0 16 16"><circle className="joint-mark-tender" cx="8" cy="8" r="5.5" /></svg>{t('finding.tender')}</span>
      <span><svg viewBox="0 0 16 16"><circle className="joint-mark-swollen" cx="8" cy="8" r="4.5" /></svg>{t('finding.swollen')}</span>
      <span><svg viewBox="0 0 16 16"><circle className="joint-mark-swollen" cx="8" cy="8" r="3" /><circle className="joint-mark-tender" cx="8" cy="8" r="6" /></svg>{t('joints.both')}</span>
      <span><svg viewBox="0 0 16 16"><rect className="joint-mark-square" x="3" y="3" width="10" height="10" rx="1.5" /><path className="joint-mark-square" d="M3 13l10 -10" /></svg>{t('finding.prosthesis')}</span>
    </div>
  );
}
