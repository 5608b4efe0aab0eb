import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { canSwell, isOf28, type JointCode, type JointFinding, type JointFindings, jointParts, type JointSet } from '#contract/joints.ts';
import { jointPlaces } from './joint-places.ts';
import { useJointWords } from './use-joint-words.ts';

export interface JointTableProps {
  readonly findings: JointFindings;
  readonly set: JointSet;
  readonly onChange?: ((code: JointCode, found: JointFinding | null) => void) | undefined;
}

const nothing: JointFinding = { tender: false, swollen: false, unassessable: null };

/** The same as the figure, as a table of boxes: one row a joint, right and left. */
export function JointTable({ findings, set, onChange }: JointTableProps): ReactElement {
  const { t } = useTranslation('assessments');
  const rows = jointPlaces.filter(({ code }) => jointParts(code).side === 'r' && (set !== '28' || isOf28(code))).map(({ code }) => jointParts(code).name);
  const write = (code: JointCode, change: Partial<JointFinding>): void => {
    const next = { ...nothing, ...findings[code], ...change };
    const found = next.unassessable === null ? next : { ...nothing, unassessable: next.unassessable };
    onChange?.(code, found.tender || found.swollen || found.unassessable !== null ? found : null);
  };
  return (
    <div className="joint-table-scroll">
      <table className="joint-table">
        <caption className="visually-hidden">{t('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>{t('table.joint')}</th>
            {(['r', 'l'] as const).map((side) => (
              <th key={side} scope="colgroup" colSpan={3}>{t(side === 'r' ? 'figure.right' : 'figure.left')}</th>
            ))}
          </tr>
          <tr>
            {(['r', 'l'] as const).flatMap((side) => (['tender', 'swollen', 'unassessable'] as const).map((what) => <th key={`${side}${what}`} scope="col">{t(`table.${what}`)}</th>))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => (
            <tr key={name}>
              <JointCells code={`${name}-r`} found={findings[`${name}-r`]} onWrite={onChange && write} withName />
              <JointCells code={`${name}-l`} found={findings[`${name}-l`]} onWrite={onChange && write} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface JointCellsProps {
  readonly code: JointCode;
  readonly found: JointFinding | undefined;
  readonly onWrite: ((code: JointCode, change: Partial<JointFinding>) => void) | undefined;
  readonly withName?: boolean;
}

function JointCells({ code, found = nothing, onWrite, withName }: JointCellsProps): ReactElement {
  const { t } = useTranslation('assessments');
  const words = useJointWords();
  const box = (what: 'tender' | 'swollen'): ReactElement => (
    <input type="checkbox" aria-label={words.nameAnd(code, t(`finding.${what}`))} checked={found[what]} disabled={!onWrite || found.unassessable !== null} onChange={(event) => onWrite?.(code, { [what]: event.target.checked })} />
  );
  return (
    <>
      {withName && (
        <th scope="row" title={words.joint(code)}>
          {words.joint(code)}
        </th>
      )}
      <td>{box('tender')}</td>
      <td>{canSwell(code) && box('swollen')}</td>
      <td>
        <select
          className="input"
          aria-label={words.nameAnd(code, t('table.unassessable'))}
          value={found.unassessable ?? ''}
          disabled={!onWrite}
          onChange={(event) => onWrite?.(code, { unassessable: event.target.value === '' ? null : event.target.value === 'prosthesis' ? 'prosthesis' : 'not-assessable' })}
        >
          <option value="">{t('table.assessable')}</option>
          <option value="prosthesis">{t('finding.prosthesis')}</option>
          <option value="not-assessable">{t('finding.not-assessable')}</option>
        </select>
      </td>
    </>
  );
}
