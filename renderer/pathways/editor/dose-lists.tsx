import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplateLines } from '../../follow-up-plans/template-lines.tsx';
import { useDoseWords } from '../../doses/use-dose-words.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { type DefinitionListsProps, withoutPart } from './definition-parts.ts';
import { useConditionWords } from './use-condition-words.ts';

/** The drugs of a pathway with their intervals, the calls after a dose, and the lists asked before one. */
export function DoseLists({ draft, onChange, onEdit }: DefinitionListsProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans', 'doses']);
  const f = useFormat();
  const words = useDoseWords();
  const say = useConditionWords();
  const { dosing, checklists, acts, facts } = draft.body;
  const lines = (kind: 'schedules' | 'excluded' | 'calls' | 'checklists') => ({ onEdit: (at: number | null) => onEdit({ kind, at }), onRemove: (at: number) => onChange(withoutPart(draft, { kind, at })) });
  const named = (list: readonly { readonly code: string; readonly label: Readonly<Record<'fr' | 'en', string>> }[], code: string): string => list.find((one) => one.code === code)?.label[f.language] ?? code;
  const factNames = (codes: readonly string[]): string => codes.map((code) => named(facts, code)).join('; ');
  return (
    <>
      <TemplateLines
        title={t('editor.schedules')} add={t('editor.addSchedule')} {...lines('schedules')}
        lines={(dosing?.schedules ?? []).map(({ code, drug, dose, route, everyDays }) => ({ key: code, name: `${drug[f.language]}, ${dose[f.language]}`, aside: <span className="tabular">{t('editor.every', { count: everyDays })}</span>, said: <><b>{drug[f.language]}</b> {dose[f.language]} <span className="meta">{route[f.language]}</span></> }))}
      />
      {dosing ? (
        <>
          <Sheet
            title={t('editor.dosing')} padded
            actions={
              <span className="row">
                <Button small tone="text" label={`${t('plans:editor.edit')}, ${t('editor.dosing')}`} onClick={() => onEdit({ kind: 'dosing', at: 0 })}>{t('plans:editor.edit')}</Button>
                <Button small tone="text" onClick={() => onChange(withoutPart(draft, { kind: 'dosing', at: 0 }))}>{t('editor.noDoses')}</Button>
              </span>
            }
          >
            <p>{t('editor.dosingSaid', { list: named(checklists, dosing.checklist), act: named(acts, dosing.act), sites: dosing.sites.map((site) => t(`site.${site}`)).join(', ') })}</p>
            {!dosing.administration && <p className="meta">{t('editor.administrationNone')}</p>}
          </Sheet>
          {dosing.administration && (
            <Sheet
              title={t('editor.administration')} padded
              actions={<Button small tone="text" label={`${t('plans:editor.edit')}, ${t('editor.administration')}`} onClick={() => onEdit({ kind: 'administration', at: 0 })}>{t('plans:editor.edit')}</Button>}
            >
              <p>{t('editor.administrationSaid', { roles: words.roles(dosing.administration.roles), count: dosing.administration.observationMinutes })}</p>
              <p className="meta">{t('editor.administrationFile')}</p>
            </Sheet>
          )}
          <TemplateLines
            title={t('editor.calls')} add={t('editor.addCall')} {...lines('calls')}
            lines={dosing.calls.map(({ code, label, offset, roles }) => ({ key: code, name: label[f.language], aside: <span className="tabular">{offset}</span>, said: <><b>{label[f.language]}</b> <span className="meta">{words.roles(roles)}</span></> }))}
          />
          <TemplateLines
            title={t('editor.excludedDrugs')} add={t('editor.addExcludedDrug')} {...lines('excluded')}
            lines={dosing.excluded.map(({ drug, reason }, index) => ({ key: String(index), name: drug[f.language], aside: <b>{drug[f.language]}</b>, said: reason[f.language] }))}
          />
        </>
      ) : (
        <EmptyState sentence={t('editor.withoutDoses')} />
      )}
      <TemplateLines
        title={t('editor.lists')} add={t('editor.addList')} {...lines('checklists')}
        lines={checklists.map(({ code, label, noGoTo, answerWithinMinutes }) => ({ key: code, name: label[f.language], aside: <span className="meta">{code}</span>, said: <><b>{label[f.language]}</b> <span className="meta">{t('editor.noGoSaid', { role: words.roles([noGoTo]), count: answerWithinMinutes })}</span></> }))}
      />
      {checklists.map(({ code, label, items }, of) => (
        <TemplateLines
          key={code} title={t('editor.itemsOf', { list: label[f.language] })} add={t('editor.addItem')} onEdit={(at) => onEdit({ kind: 'item', of, at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'item', of, at }))}
          lines={items.map((item) => ({
            key: item.code, name: item.label[f.language], aside: <span className="meta">{t('editor.daysBefore', { count: item.daysBefore })}</span>,
            said: (
              <>
                <b>{item.label[f.language]}</b> <span className="meta">{words.roles(item.roles)}</span>
                <ul className="pathway-listed meta">
                  {item.facts.length > 0 && <li>{t('editor.asksSaid', { facts: factNames(item.facts) })}</li>}
                  {item.toxicity && <li>{t('editor.asksToxicity')}</li>}
                  {item.only && <li>{t('editor.onlyWhen', { condition: say(item.only, facts) })}</li>}
                  {item.blocks.map(({ when, result, to }, index) => <li key={index}>{t('editor.blockSaid', { condition: say(when, facts), result: t(`doses:result.${result}`), role: words.roles([to]) })}</li>)}
                </ul>
              </>
            ),
          }))}
        />
      ))}
    </>
  );
}
