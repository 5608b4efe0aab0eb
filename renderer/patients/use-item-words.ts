import { useTranslation } from 'react-i18next';
import { dose as anyDose } from '#contract/treatments.ts';
import { catalogues } from '../text/catalogues.ts';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useFormat } from '../text/use-format.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { useDiagnosisWords } from './use-diagnosis-words.ts';
import { usePatientWords } from './use-patient-words.ts';

const { acute, diagnoses, plans, prevention, record, treatments } = catalogues.fr;
type Parts = Readonly<Record<string, string | number | boolean | null>>;

/** How the history of a record says what diagnoses, allergies, vaccinations and treatments held: never by a code. */
export function useItemWords() {
  const { t } = useTranslation(['record', 'diagnoses', 'prevention', 'treatments', 'plans', 'acute']);
  const { language } = useFormat();
  const words = usePatientWords();
  const doses = useTreatmentWords();
  const drugWords = useDrugWords();
  const diagnosisWords = useDiagnosisWords();

  /** A drug, a diagnosis, an emergency visit or an admission by its name in the reader's language, where there is one. */
  const called = (name: string): string => {
    if (has(acute.kinds, name)) return t(`acute:kinds.${name}`);
    const drug = drugWords(name);
    return drug === name ? diagnosisWords(name) : drug;
  };

  /** The word of a coded value; null where the field has no codes. */
  const coded = (field: string, code: string): string | null => {
    switch (field) {
      case 'diagnosisStatus':
        return has(diagnoses.status, code) ? t(`diagnoses:status.${code}`) : code;
      case 'verification':
        return has(diagnoses.verification, code) ? t(`diagnoses:verification.${code}`) : code;
      case 'rheumatoidFactor':
      case 'antiCcp':
      case 'ana':
      case 'hlaB27':
        return t(code === 'positive' ? 'diagnoses:sign.positive' : 'diagnoses:sign.negative');
      case 'erosions':
        return t(code === 'positive' ? 'diagnoses:sign.present' : 'diagnoses:sign.absent');
      case 'criticality':
        return has(diagnoses.allergy.criticalityName, code) ? t(`diagnoses:allergy.criticalityName.${code}`) : code;
      case 'vaccinationStatus':
        return has(prevention.statusName, code) ? t(`prevention:statusName.${code}`) : code;
      case 'vaccinationReason':
        return has(prevention.reasonName, code) ? t(`prevention:reasonName.${code}`) : code;
      case 'vaccinationSite':
        return has(prevention.siteName, code) ? t(`prevention:siteName.${code}`) : code;
      case 'vaccinationRoute':
        return has(prevention.routeName, code) ? t(`prevention:routeName.${code}`) : code;
      case 'vaccinationSource':
        return has(prevention.sourceName, code) ? t(`prevention:sourceName.${code}`) : code;
      case 'acuteEvent':
        return has(acute.kinds, code) ? t(`acute:kinds.${code}`) : code;
      case 'acuteRelated':
        return has(acute.relation, code) ? t(`acute:relation.${code}`) : code;
      case 'acuteDetected':
        return has(acute.detection, code) ? t(`acute:detection.${code}`) : code;
      case 'stopReason':
        return has(treatments.stopReason, code) ? t(`treatments:stopReason.${code}`) : code;
      case 'planState':
        return has(plans.state, code) ? t(`plans:state.${code}`) : code;
      case 'planEnding':
        return has(plans.ending, code) ? t(`plans:ending.${code}`) : code;
      case 'treatment':
      case 'diagnosis':
        return called(code);
      default:
        return null;
    }
  };

  const doseIn = (parts: Parts): string => {
    const said = doses.dose({ from: null, to: null, dose: anyDose.safeParse(parts).data ?? null, route: textIn(parts, 'route'), text: null }) ?? '';
    const from = textIn(parts, 'from');
    return from === null ? said : `${said}, ${t('record:value.from', { date: words.clinicalDate(from) })}`;
  };
  const eventIn = (parts: Parts): string => {
    const outcome = textIn(parts, 'outcome') ?? '';
    const on = textIn(parts, 'on');
    return [
      textIn(parts, 'term'), on === null ? null : words.clinicalDate(on), t('treatments:event.gradeShort', { grade: parts['grade'] }), parts['serious'] === true ? t('treatments:event.seriousShort') : null,
      has(treatments.event.outcomeName, outcome) ? t(`treatments:event.outcomeName.${outcome}`) : null, textIn(parts, 'note'),
    ].filter(Boolean).join(', ');
  };

  /** A plan, one of its dates or steps: its words, its day, where it stands. */
  const plannedIn = (parts: Parts): string => {
    const [on, state] = [textIn(parts, 'on'), textIn(parts, 'state') ?? ''];
    const code = textIn(parts, 'code');
    // The code of a phase of a pathway (`pathway.phase`) is nobody’s word.
    return [textIn(parts, language), code?.includes('.') === true ? null : code, textIn(parts, 'version'), has(record.planStep, state) ? t(`record:planStep.${state}`) : null, on === null ? null : words.clinicalDate(on), textIn(parts, 'words'), textIn(parts, 'competence') === null ? null : t('record:planCompetence', { words: textIn(parts, 'competence') })].filter(Boolean).join(', ');
  };

  return {
    coded,
    called,
    /** A value of several parts: a dose, an adverse event, what was planned; null where it is none of them. */
    together: (field: string, parts: Parts): string | null => (field === 'dose' ? doseIn(parts) : field === 'adverseEvent' ? eventIn(parts) : field.startsWith('plan') ? plannedIn(parts) : null),
  };
}

function textIn(parts: Parts, name: string): string | null {
  const part = parts[name];
  return typeof part === 'string' ? part : null;
}

function has<Names extends object>(among: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(among, name);
}
