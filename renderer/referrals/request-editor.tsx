import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Features, type Urgency, urgencies } from '#contract/triage';
import { api } from '../link/client.ts';
import { parseRecentDate } from '../patients/typed-date.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { FieldGroup, Select, TextArea, TextField } from '../ui/field.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { FindingField } from './finding-field.tsx';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { FindingGroups } from './finding-groups.tsx';
import { MissingPapers } from '../attachments/missing-papers.tsx';
import { LetterPane } from './letter-pane.tsx';
import { LiveProposal } from './live-proposal.tsx';
import { PatientPicker } from './patient-picker.tsx';
import { PrerequisitesField } from './prerequisites-field.tsx';
import { ReferrerPicker } from './referrer-picker.tsx';
import { answered, findingsOf, firstFault, readRequestDraft, type RequestDraft, withLetter } from './request-form.ts';
import { ResultsOnFile } from './results-on-file.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface RequestEditorProps {
  readonly title: string;
  readonly start: RequestDraft;
  readonly words: TriageWords;
  /** An existing request: its patient, referrer and date do not change. */
  readonly existing: boolean;
  readonly saving: boolean;
  readonly failure: ReactNode;
  /** Under what the writing is kept until it is saved; null where it is not. */
  readonly draftId: string | null;
  /** Comes back from registering the person: the writing is taken up again without being asked, but for who it is for. */
  readonly resumes?: boolean;
  /** Resolves once the request is saved. */
  readonly onSave: (draft: RequestDraft, said: { readonly receivedOn: string; readonly findings: Features }) => Promise<unknown>;
  /** After saving; `again`: another request is to be entered at once. */
  readonly onSaved?: ((draft: RequestDraft, again: boolean) => void) | undefined;
  readonly onLeave: () => void;
  /** The papers that came with the request. */
  readonly papers: ReactNode;
  /** Names of those not attached yet; a draft keeps the names, not the papers. */
  readonly paperNames?: readonly string[];
  /** The paper being read, in the place of the proposal; null while none is. */
  readonly reading: ReactNode | null;
}

/** Most characters main takes for the words of a referrer. */
const longestWords = 8000;

/** The request on one page, in the order of the keyboard, with what the rules would say at the right as one types. */
export function RequestEditor({ title, start, words, existing, saving, failure, draftId, onSave, onSaved, onLeave, papers, paperNames = [], reading, resumes = false }: RequestEditorProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const page = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(start);
  const missingPapers = draft.paperNames.filter((name) => !paperNames.includes(name));
  const kept = useDraft({ form: 'referral-entry', recordId: draftId, value: { ...draft, paperNames: [...missingPapers, ...paperNames] }, blank: start, read: readRequestDraft });
  // Back from registering them: taken up as it was, for the person registered.
  if (resumes && kept.offer) {
    setDraft({ ...kept.offer.value, patient: start.patient });
    kept.taken();
  }
  const [tried, setTried] = useState(false);
  const change = (part: Partial<RequestDraft>): void => setDraft((before) => ({ ...before, ...part }));
  // Typed over what a letter said, an answer is no longer the letter's.
  const answer = (field: string, said: boolean | string | undefined, quoted: string | null = null): void => setDraft((before) => answered(before, field, said, quoted));
  const [isReadingLetter, setReadingLetter] = useState(false);
  const openLetter = (): void => setReadingLetter(true);
  /** Words that came with an imported request, or were typed, are read like a letter: they set nothing either. */
  const readWords = (): void => {
    change({ letter: draft.freeText });
    setReadingLetter(true);
  };
  const closeLetter = (keep: boolean): void => {
    setReadingLetter(false);
    setDraft((before) => (keep ? { ...before, freeText: withLetter(before.freeText, before.letter) } : before));
    page.current?.querySelector<HTMLElement>('.request-paste button')?.focus();
  };
  const { dictionary } = words.content;
  const findings = findingsOf(draft.answers, dictionary);
  const receivedOn = parseRecentDate(draft.receivedText, f.today);
  const future = receivedOn !== null && receivedOn > f.today;
  const fault = firstFault(draft.answers, dictionary);
  const needsAge = draft.patient !== null && draft.patient.birthDate?.length !== 10;
  const age = words.finding('age');

  const save = (again = false): void => {
    setTried(true);
    const focus = (selector: string): void => page.current?.querySelector<HTMLElement>(selector)?.focus();
    if (draft.patient === null) focus('[role="combobox"]');
    else if (receivedOn === null || future) focus('.request-received input');
    else if (fault) focus(`[data-field="${fault}"]`);
    // A failure is shown by whoever saves; the draft stays.
    else if (!saving) {
      onSave(draft, { receivedOn, findings }).then(
        () => {
          kept.finish();
          onSaved?.(draft, again);
        },
        () => undefined,
      );
    }
  };
  useShortcut('Control+Enter', () => save(), { label: t('referrals:form.save'), inFields: true });
  useShortcut('Alt+L', openLetter, { label: t('referrals:letterText.open'), inFields: true });
  useShortcut('Alt+M', readWords, { label: t('referrals:letterText.readWords'), inFields: true, enabled: draft.freeText.trim() !== '' });
  useShortcut('Control+Shift+Enter', () => save(true), { label: t('referrals:form.saveAndNew'), inFields: true, enabled: !existing });

  // Once somebody is chosen, their field is gone: the keyboard goes on to the next one.
  const chosen = `${draft.patient?.id ?? ''} ${draft.referrer?.practitionerId ?? ''}`;
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current === chosen) return;
    const goesOn = chosen.length > before.current.length;
    before.current = chosen;
    if (goesOn) page.current?.querySelector<HTMLElement>('.request-row-2 [role="combobox"], .request-received input')?.focus();
  }, [chosen]);

  const { reasons } = words.content;
  const reason = reasons.reasons.find((one) => one.code === draft.reasonCode);
  return (
    <div className="page" ref={page}>
      <PageBar
        title={title}
        actions={
          <>
            <Button tone="quiet" onClick={onLeave}>
              {t('common:action.cancel')}
            </Button>
            {!existing && (
              <Button keys="Control+Shift+Enter" onClick={() => save(true)} disabled={saving}>
                {t('referrals:form.saveAndNew')}
              </Button>
            )}
            <Button tone="primary" keys="Control+Enter" onClick={() => save()} disabled={saving}>
              {t('referrals:form.save')}
            </Button>
          </>
        }
      />
      <div className="request-columns" data-reading={reading !== null || isReadingLetter}>
        <div className="request-form">
          {failure}
          <DraftOffer draft={kept} onResume={setDraft} />
          <Sheet title={t('referrals:form.request')} padded>
            <div className="stack request-fields">
              <div className="request-row-2">
                <PatientPicker
                  patient={draft.patient}
                  fixed={existing}
                  onChange={(patient) => change({ patient })}
                  error={tried && draft.patient === null ? t('referrals:form.patientRequired') : undefined}
                />
                {existing ? <FixedReferrer draft={draft} /> : <ReferrerPicker referrer={draft.referrer} onChange={(referrer) => change({ referrer })} autoFocus={start.patient !== null} />}
              </div>
              {needsAge && age && (
                <div className="note note-warn">
                  <div className="grow stack">
                    <span>{t('referrals:form.ageNeeded')}</span>
                    <FindingField finding={age} answer={draft.answers['age']} onAnswer={answer} words={words} />
                  </div>
                </div>
              )}
              <div className="request-row-3 request-received">
                {existing ? (
                  <div className="field">
                    <span className="field-label">{t('referrals:form.receivedOn')}</span>
                    <div className="request-chosen">{draft.receivedText}</div>
                  </div>
                ) : (
                  <TextField
                    label={t('referrals:form.receivedOn')}
                    value={draft.receivedText}
                    onChange={(event) => change({ receivedText: event.target.value })}
                    onBlur={() => receivedOn && change({ receivedText: f.date(receivedOn) })}
                    error={future ? t('referrals:form.inTheFuture') : receivedOn === null && (tried || draft.receivedText.length >= 8) ? t('referrals:form.notADate') : undefined}
                  />
                )}
                <div className="request-reason">
                  <Select
                    label={t('referrals:form.reason')}
                    placeholder={t('referrals:form.noReason')}
                    options={reasons.reasons.map(({ code, label }) => ({ value: code, label: `${code} · ${words.text(label)}` }))}
                    value={draft.reasonCode}
                    onChange={(event) => change({ reasonCode: event.target.value })}
                  />
                </div>
              </div>
              {!existing && (
                <FieldGroup label={t('referrals:form.requestedClass')}>
                  <div className="row">
                    <SegmentedControl<Urgency | 'none'>
                      label={t('referrals:form.requestedClass')}
                      options={[{ value: 'none', label: t('referrals:form.notSaid') }, ...urgencies.map((cls) => ({ value: cls, label: cls }))]}
                      value={draft.requestedClass ?? 'none'}
                      onChange={(cls) => change({ requestedClass: cls === 'none' ? null : cls })}
                    />
                    {reason && <span className="meta">{t('referrals:form.usualClass', { cls: reason.defaultClass })}</span>}
                  </div>
                </FieldGroup>
              )}
              <div className="row request-paste">
                <Button small keys="Alt+L" onClick={openLetter}>
                  {t('referrals:letterText.open')}
                </Button>
                {draft.freeText.trim() !== '' && (
                  <Button small keys="Alt+M" onClick={readWords}>
                    {t('referrals:letterText.readWords')}
                  </Button>
                )}
                <span className="meta">{t('referrals:letterText.openHelp')}</span>
              </div>
              {draft.patient && receivedOn !== null && <ResultsOnFile patientId={draft.patient.id} receivedOn={receivedOn} answers={draft.answers} onAnswer={answer} words={words} />}
              <TextArea label={t('referrals:form.words')} optional rows={3} error={draft.freeText.length > longestWords ? t('referrals:form.wordsTooLong', { count: draft.freeText.length - longestWords }) : undefined} value={draft.freeText} onChange={(event) => change({ freeText: event.target.value })} />
            </div>
          </Sheet>
          {papers}
          {missingPapers.length > 0 && <MissingPapers names={missingPapers} onForget={() => change({ paperNames: [] })} />}
          <p className="meta request-hint">{t('referrals:form.findingsHint')}</p>
          <FindingGroups reasonCode={draft.reasonCode} answers={draft.answers} onAnswer={answer} words={words} />
          <PrerequisitesField draft={draft} findings={findings} words={words} onChange={(prerequisites) => change({ prerequisites })} />
        </div>
        {isReadingLetter && <LetterPane text={draft.letter} onText={(letter) => change({ letter })} answers={draft.answers} onAnswer={answer} words={words} onClose={closeLetter} />}
        {!isReadingLetter && (reading ?? <LiveProposal draft={draft} receivedOn={future ? null : receivedOn} findings={findings} words={words} />)}
      </div>
    </div>
  );
}

function FixedReferrer({ draft }: { readonly draft: RequestDraft }): ReactElement {
  const { t } = useTranslation('referrals');
  return (
    <div className="field">
      <span className="field-label">{t('form.referrer')}</span>
      <div className="request-chosen">
        {draft.referrer ? (
          <span className="ellipsis">
            <b>{draft.referrer.displayName}</b> <span className="meta">{draft.referrer.organization}</span>
          </span>
        ) : (
          <span className="meta">{t('request.noReferrer')}</span>
        )}
      </div>
    </div>
  );
}

/** A patient named by an address, as the form keeps them. */
export function usePatient(patientId: string | undefined) {
  return useQuery(api.access.door.queryOptions({ input: { patientId: patientId ?? '' }, enabled: patientId !== undefined }));
}
