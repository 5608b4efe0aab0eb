import { useTranslation } from 'react-i18next';
import { identifierSystems } from '#contract/values.ts';
import { catalogues } from '../../text/catalogues.ts';
import type { EditForm, EditIssue } from './edit-form.ts';

const own = catalogues.fr.record.edit.issue;
const shared = catalogues.fr.patients.form.issue;

/** The sentence for what is wrong with an edit; that of the registration form where it is the same. */
export function useIssueText(): (issue: EditIssue, form: EditForm) => string {
  const { t } = useTranslation(['record', 'patients']);
  return ({ path, code }, form) => {
    const number = form.identifiers.find(({ id }) => path === `identifiers.${id}`);
    // "Un NAM compte…" is said of a NAM only.
    const isOfNam = number === undefined || number.system === identifierSystems.nam || code === 'DUPLICATE' || code === 'TOO_LONG';
    if (code === 'NIR_FORMAT') return t('record:nir.FORMAT');
    if (code === 'NIR_KEY') return t('record:nir.KEY');
    if (Object.hasOwn(own, code)) return t(`record:edit.issue.${code as keyof typeof own}`);
    return isOfNam && Object.hasOwn(shared, code) ? t(`patients:form.issue.${code as keyof typeof shared}`) : t('patients:form.issue.OTHER');
  };
}
