import { useTranslation } from 'react-i18next';
import type { AuditLine } from '#contract/audit.ts';
import { useFormat } from '../text/use-format.ts';

/** Words of the trail's codes. A code of a newer or older version, without words, is shown as it is. */
export interface AuditWords {
  readonly action: (line: AuditLine) => string;
  readonly who: (line: AuditLine) => string;
  readonly detail: (line: AuditLine) => string;
}

export function useAuditWords(): AuditWords {
  const { t, i18n } = useTranslation('audit');
  const f = useFormat();
  const worded = (key: string, code: string): string => {
    const words: unknown = i18n.getResource(f.language, 'audit', key);
    return typeof words === 'string' ? words : code;
  };
  const roleName = (code: string): string => {
    const words: unknown = i18n.getResource(f.language, 'common', `role.${code}`);
    return typeof words === 'string' ? words : code;
  };
  const value = (given: NonNullable<AuditLine['detail']>[string]): string => {
    if (given === null) return t('detail.none');
    if (typeof given === 'boolean') return t(given ? 'detail.yes' : 'detail.no');
    if (typeof given === 'number') return f.number(given);
    return (typeof given === 'string' ? [given] : given).map((one) => worded(`detail.value.${one}`, roleName(one))).join(', ');
  };
  return {
    action: ({ action }) => worded(`action.${action}`, action),
    who: ({ userId, userName }) => userName ?? worded(`program.${userId.replace(/^system:/, '')}`, userId),
    detail: ({ detail }) =>
      Object.entries(detail ?? {})
        .map(([key, given]) => t('detail.pair', { name: worded(`detail.key.${key}`, key), value: value(given) }))
        .join(' · '),
  };
}
