import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#contract/patients';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import type { IconName } from '../ui/icon-shapes.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useListedShortcuts, useShortcut } from '../ui/shortcut.ts';
import { matchesWords } from './palette-match.ts';
import { useRailItems } from './rail.tsx';

interface Entry {
  readonly key: string;
  readonly group: 'actions' | 'pages' | 'patients' | 'near';
  readonly icon: IconName;
  readonly label: string;
  readonly note: string;
  /** An address, or what to do. */
  readonly to: string | (() => void);
  readonly keys?: string;
}

/** The field of the header: any page, any patient. Ctrl or Cmd+K reaches it; arrows choose, Enter opens. */
export function Palette(): ReactElement {
  const { t } = useTranslation('common');
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const pages = usePageEntries(text);
  const patients = usePatientEntries(text, isOpen);
  const actions = useActionEntries(text);
  const entries = [...actions, ...pages, ...patients.entries];
  const active = entries[Math.min(chosen, entries.length - 1)];

  useShortcut('Control+K', () => {
    field.current?.focus();
    field.current?.select();
  }, { label: t('shortcuts.palette') });

  const close = (): void => {
    setIsOpen(false);
    setText('');
    setChosen(0);
  };
  const go = (entry: Entry | undefined): void => {
    if (!entry) return;
    close();
    field.current?.blur();
    if (typeof entry.to === 'string') router.history.push(entry.to);
    else entry.to();
  };
  /** What is shown may still be of the letters before: nobody's record is opened for what is not typed any more. */
  const enter = (entry: Entry | undefined): void => {
    if (entry && isPerson(entry) && patients.of !== text.trim()) return;
    go(entry);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = entries.length - 1;
    if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, last));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') enter(active);
    else if (event.key === 'Escape') {
      close();
      field.current?.blur();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="palette" role="search">
      <div className="input">
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active ? `${id}-${active.key}` : undefined}
          aria-keyshortcuts="Control+K"
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
            setIsOpen(true);
          }}
          onFocus={() => setIsOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        <Kbd keys="Control+K" />
      </div>
      {isOpen && (
        <PaletteList id={id} text={text} entries={entries} active={active} state={patients.state} onChoose={go} onPoint={setChosen} />
      )}
    </div>
  );
}

interface PaletteListProps {
  readonly id: string;
  readonly text: string;
  readonly entries: readonly Entry[];
  readonly active: Entry | undefined;
  readonly state: 'idle' | 'waiting' | 'failed' | 'done';
  readonly onChoose: (entry: Entry) => void;
  readonly onPoint: (index: number) => void;
}

function PaletteList({ id, text, entries, active, state, onChoose, onPoint }: PaletteListProps): ReactElement {
  const { t } = useTranslation('common');
  const isEmpty = entries.length === 0 && state !== 'waiting';
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.key]);
  return (
    <div className="palette-list" onMouseDown={(event) => event.preventDefault()}>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('palette.label')}>
        {(['actions', 'pages', 'patients', 'near'] as const).map((group) => {
          const own = entries.filter((entry) => entry.group === group);
          if (own.length === 0) return null;
          return (
            <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
              <div id={`${id}-${group}`} className="palette-group">
                {t(`palette.${group}`)}
              </div>
              {own.map((entry) => (
                <div
                  key={entry.key}
                  id={`${id}-${entry.key}`}
                  role="option"
                  className="palette-option"
                  aria-selected={entry === active}
                  onMouseMove={() => onPoint(entries.indexOf(entry))}
                  onClick={() => onChoose(entry)}
                >
                  <Icon name={entry.icon} />
                  <span className="ellipsis strong">{entry.label}</span>
                  <span className="meta ellipsis grow">{entry.note}</span>
                  {entry.keys ? <Kbd keys={entry.keys} /> : entry === active && <Kbd keys="Enter" />}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      <div className="palette-note" role="status">
        {state === 'failed' ? t('palette.unavailable') : isEmpty ? t('palette.none', { text }) : text === '' ? t('palette.hint') : t('palette.results', { count: entries.length })}
      </div>
    </div>
  );
}

/** Keys that the palette does not repeat: its own, and those that only move. */
const notListed = new Set(['Control+K', 'ArrowDown', 'ArrowUp', 'j', 'k', 'Escape']);

/** What can be done on the present screen, with its key, then what can be begun anywhere; all of it once one types, few before. */
function useActionEntries(text: string): readonly Entry[] {
  const { t } = useTranslation('common');
  const shortcuts = useListedShortcuts();
  const begun = [
    { to: '/referrals/new', label: t('palette.newRequest'), allowed: usePermission('referral.enter') },
    { to: '/patients/new', label: t('palette.newPatient'), allowed: usePermission('patient.write') },
  ];
  if (text.trim() === '') return [];
  const here = shortcuts
    .filter(({ keys, label }) => !notListed.has(keys) && !/^[1-9]$/.test(keys) && matchesWords(text, label))
    .map(({ keys, label, run }, index) => ({ key: `action-${index}`, group: 'actions' as const, icon: 'chevronRight' as const, label, note: '', to: run, keys }));
  const anywhere = begun
    .filter(({ label, allowed }) => allowed && matchesWords(text, label) && !here.some((entry) => entry.label === label))
    .map(({ to, label }) => ({ key: `begin-${to.replaceAll('/', '')}`, group: 'actions' as const, icon: 'plus' as const, label, note: '', to }));
  return [...here, ...anywhere].slice(0, 6);
}

function usePageEntries(text: string): readonly Entry[] {
  const { t } = useTranslation('common');
  return useRailItems()
    .map((item) => ({ key: `page-${item.label}`, group: 'pages' as const, icon: item.icon, label: t(`nav.${item.label}`), note: '', to: item.to }))
    .filter((entry) => matchesWords(text, entry.label));
}

function isPerson({ group }: Entry): boolean {
  return group === 'patients' || group === 'near';
}

interface PatientEntries {
  /** What was looked for: may be what was typed a moment ago. */
  readonly of: string;
  readonly entries: readonly Entry[];
  readonly state: PaletteListProps['state'];
}

function usePatientEntries(text: string, isOpen: boolean): PatientEntries {
  const { t } = useTranslation('common');
  const { t: tAccess } = useTranslation('access');
  const format = useFormat();
  const wanted = useDeferredValue(text.trim());
  const mayRead = usePermission('patient.read');
  const enabled = mayRead && isOpen && wanted.length >= 2;
  const search = useQuery(api.patients.search.queryOptions({ input: { text: wanted, limit: 12 }, enabled }));
  if (!enabled) return { of: wanted, entries: [], state: 'idle' };
  if (search.isError) return { of: wanted, entries: [], state: 'failed' };
  if (!search.data) return { of: wanted, entries: [], state: 'waiting' };
  const note = (patient: PatientSummary): string =>
    [`${format.age(patient.birthDate)} ${t(`sex.${patient.administrativeSex}`)}`.trim(), patient.birthDate ? format.date(patient.birthDate) : '', patient.maskedNam ?? patient.maskedNir ?? '', patient.fileNumber ?? '', patient.access === 'open' ? '' : tAccess(`mark.${patient.access}`)]
      .filter(Boolean)
      .join(' · ');
  const { nearFrom } = search.data;
  const entries = search.data.patients.map((patient, index) => ({
    key: `patient-${patient.id}`,
    group: nearFrom !== null && index >= nearFrom ? ('near' as const) : ('patients' as const),
    icon: patient.access === 'open' ? ('person' as const) : ('lock' as const),
    label: formatName(patient),
    note: note(patient),
    to: `/patients/${patient.id}`,
  }));
  return { of: wanted, entries, state: 'done' };
}
