import { useTranslation } from 'react-i18next';
import { type JointCode, type JointFinding, jointParts } from '#contract/joints.ts';

/** How joints and what is found at them are said. */
export function useJointWords() {
  const { t } = useTranslation('assessments');
  /** "MCP2", "knee": without a side. */
  const joint = (code: JointCode): string => {
    const { name: joint } = jointParts(code);
    const digit = /^([a-z]+)(\d)$/.exec(joint);
    return digit ? t(`joint.${digit[1] as 'mcp' | 'ip' | 'pip' | 'dip' | 'mtp' | 'toe'}`, { digit: digit[2] }) : t(`joint.${joint as 'knee'}`);
  };
  /** "MCP2, à droite", "right knee". */
  const name = (code: JointCode): string => t(`joint.side.${jointParts(code).side}`, { joint: joint(code) });
  const finding = (found: JointFinding | undefined): string => {
    if (!found) return t('finding.none');
    if (found.unassessable) return t(`finding.${found.unassessable}`);
    return t(found.tender && found.swollen ? 'finding.both' : found.tender ? 'finding.tender' : 'finding.swollen');
  };
  /** "MCP2, à droite : douloureuse et enflée". */
  const nameAnd = (code: JointCode, words: string): string => t('joint.found', { joint: name(code), finding: words });
  return { joint, name, nameAnd, nameAndFinding: (code: JointCode, found: JointFinding | undefined): string => nameAnd(code, finding(found)) };
}
