import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { ConditionLists } from './condition-lists.tsx';
import type { DefinitionListsProps } from './definition-parts.ts';
import { DoseLists } from './dose-lists.tsx';
import { StepLists } from './step-lists.tsx';
import { TrainingLists } from './training-lists.tsx';

const sections = ['steps', 'conditions', 'doses', 'training'] as const;

/** A definition by its forms, in sections: its words, phases and steps; what is asked of whom; doses and what is checked before each; training. */
export function DefinitionForms(props: DefinitionListsProps): ReactElement {
  const { t } = useTranslation('pathways');
  const [section, setSection] = useState<(typeof sections)[number]>('steps');
  return (
    <>
      <SegmentedControl label={t('editor.section')} value={section} onChange={setSection} options={sections.map((value) => ({ value, label: t(`editor.sections.${value}`) }))} />
      {section === 'steps' && <StepLists {...props} />}
      {section === 'conditions' && <ConditionLists {...props} />}
      {section === 'doses' && <DoseLists {...props} />}
      {section === 'training' && <TrainingLists {...props} />}
    </>
  );
}
