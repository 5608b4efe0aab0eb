import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { recordChange, type RecordChange } from '#contract/record-history.ts';
import { DraftOffer } from '../../drafts/draft-offer.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { api, client } from '../../link/client.ts';
import { hasCode, toFailure } from '../../link/failure.ts';
import { formatName } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FieldError } from '../../ui/field.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { useToast } from '../../ui/toast.tsx';
import { ConflictPanel, type Side } from './conflict-panel.tsx';
import { type EditDraft, readEditDraft } from './edit-draft.ts';
import { EditFields } from './edit-fields.tsx';
import { editFields, type EditForm, type EditIssue, formOf, issuesIn, readEdit } from './edit-form.ts';
import { IdentifierRows } from './identifier-rows.tsx';
import { type Merge, mergeEdits, withValue } from './three-way-merge.ts';
import { useIssueText } from './use-issue-text.ts';

interface Conflict {
  readonly merge: Merge;
  readonly changes: readonly RecordChange[];
  readonly chosen: Readonly<Record<string, Side>>;
}

/** The form of one person's record. What one types outlives leaving, an error, and somebody else's change. */
export function EditPatient({ record }: { readonly record: PatientRecord }): ReactElement {
  const { t } = useTranslation(['record', 'patients', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const showToast = useToast();
  const issueText = useIssueText();
  const patientId = record.id;
  const [first] = useState<EditDraft>(() => ({ version: record.version, shown: formOf(record), form: formOf(record) }));
  /** The record as the form knows it: what is saved is the difference. */
  const [edit, setEdit] = useState(first);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [issues, setIssues] = useState<readonly EditIssue[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const { form, shown, version } = edit;
  const draft = useDraft({ form: 'patient-edit', recordId: patientId, value: edit, blank: first, read: readEditDraft });
  const setForm = (next: EditForm): void => setEdit((present) => ({ ...present, form: next }));
  const isOpen = conflict?.merge.collisions.some(({ field }) => conflict.chosen[field] === undefined) === true;
  const isChanged = JSON.stringify(form) !== JSON.stringify(shown);

  useEffect(() => {
    if (issues.length > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [issues]);
  useEffect(() => {
    if (conflict && conflict.merge.collisions.length > 0 && Object.keys(conflict.chosen).length === 0) element.current?.querySelector<HTMLElement>('.patients-conflict input')?.focus();
  }, [conflict]);

  /** Brings what was typed on an older version of the record to the present one. */
  const catchUp = async (typed: EditDraft, changes: readonly RecordChange[] | null): Promise<void> => {
    const present = await client.patients.open({ patientId });
    const merge = mergeEdits(typed.shown, typed.form, formOf(present));
    const since = changes ?? (await client.patientEdits.history({ patientId })).changes.filter((change) => change.entity === 'patient' && change.version > typed.version).reverse();
    setIssues([]);
    setEdit({ version: present.version, shown: formOf(present), form: merge.form });
    setConflict(present.version === typed.version ? null : { merge, changes: since, chosen: {} });
    await queries.invalidateQueries({ queryKey: api.patients.open.key({ input: { patientId } }) });
  };
  const catching = useMutation({ mutationFn: ({ typed, changes }: { readonly typed: EditDraft; readonly changes: readonly RecordChange[] | null }) => catchUp(typed, changes) });

  const undo = async (changeId: string): Promise<string | null> => {
    try {
      await client.patientEdits.undo({ patientId, changeId });
      await queries.invalidateQueries();
      return null;
    } catch (error) {
      return hasCode(error, 'STALE') ? t('edit.undoTooLate') : t('edit.undoFailed');
    }
  };
  const save = useMutation(
    api.patientEdits.save.mutationOptions({
      onSuccess: ({ changeId }, input) => {
        draft.finish();
        const name = formatName({ familyName: form.familyName, givenName: form.givenName });
        if (changeId !== null) showToast({ text: t('edit.done', { name }), undo: () => undo(changeId) });
        void queries.invalidateQueries();
        void navigate({ to: '/patients/$patientId', params: { patientId: input.patientId }, replace: true });
      },
      onError: (error) => {
        if (hasCode(error, 'INVALID')) setIssues(issuesIn(toFailure(error).data));
        if (hasCode(error, 'DUPLICATE')) setIssues(form.identifiers.filter(({ system }) => system.endsWith(':clinic-file')).map(({ id }) => ({ path: `identifiers.${id}`, code: 'DUPLICATE' })));
        if (hasCode(error, 'STALE')) catching.mutate({ typed: edit, changes: changesIn(toFailure(error).data) });
      },
    }),
  );
  const submit = (): void => {
    if (save.isPending || catching.isPending || isOpen) return;
    const read = readEdit(form, shown);
    if ('issues' in read) setIssues(read.issues);
    else {
      setIssues([]);
      save.mutate({ patientId, expectedVersion: version, fields: read.fields, ...(read.identifiers ? { identifiers: read.identifiers } : {}) });
    }
  };
  // What is typed is kept: the next visit offers it again.
  const leave = (): void => void navigate({ to: '/patients/$patientId', params: { patientId }, replace: true });
  const choose = (field: string, side: Side): void => {
    const collision = conflict?.merge.collisions.find((one) => one.field === field);
    if (!conflict || !collision) return;
    setForm(withValue(form, field, collision[side]));
    setConflict({ ...conflict, chosen: { ...conflict.chosen, [field]: side } });
  };

  useShortcut('Control+Enter', submit, { label: t('edit.submit'), inFields: true });
  useShortcut('Escape', leave, { label: t('patients:form.cancel'), inFields: true });

  const errorOf = (path: string): string | undefined => {
    const found = issues.find((issue) => issue.path === path);
    return found && issueText(found, form);
  };
  const isUnexpected = save.isError && !['INVALID', 'DUPLICATE', 'STALE'].some((code) => toFailure(save.error).code === code);
  const loose = issues.filter(({ path }) => !editFields.some((field) => field === path) && !form.identifiers.some(({ id }) => path === `identifiers.${id}`));
  return (
    <div className="page">
      <PageBar title={t('edit.title', { name: formatName(record.identity) })} />
      <div className="page-body">
        <form
          ref={element}
          noValidate
          className="stack patients-edit"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DraftOffer
            draft={draft}
            onResume={(kept) => {
              setEdit(kept);
              if (kept.version !== record.version) catching.mutate({ typed: kept, changes: null });
            }}
          />
          {isUnexpected && <ErrorNotice what={t('edit.failed')} error={save.error} kept onRetry={submit} />}
          {catching.isError && <ErrorNotice what={t('conflict.failed')} error={catching.error} kept onRetry={() => catching.mutate(catching.variables)} />}
          {conflict && <ConflictPanel merge={conflict.merge} changes={conflict.changes} chosen={conflict.chosen} onChoose={choose} />}
          {loose.length > 0 && <FieldError text={loose.map((issue) => issueText(issue, form)).join(' ')} />}
          <EditFields
            form={form}
            errorOf={errorOf}
            numbers={<IdentifierRows patientId={patientId} form={form} errorOf={(id) => errorOf(`identifiers.${id}`)} onChange={(identifiers) => setForm({ ...form, identifiers })} />}
            onChange={(field, value) => setForm({ ...form, [field]: value, ...(field === 'deceased' && value === 'no' ? { deceasedOn: '' } : {}) })}
          />
          {shown.identifiers.some(({ insQualified }) => insQualified) && <p className="meta">{t('edit.insWarning')}</p>}
          <div className="row patients-register-foot">
            <Button type="submit" tone="primary" keys="Control+Enter" disabled={save.isPending || isOpen || !isChanged}>
              {t('edit.submit')}
            </Button>
            <Button keys="Escape" onClick={leave}>
              {t('patients:form.cancel')}
            </Button>
            {isOpen && <span className="warn">{t('conflict.first')}</span>}
          </div>
        </form>
      </div>
    </div>
  );
}

function changesIn(data: unknown): readonly RecordChange[] | null {
  const changes = typeof data === 'object' && data !== null && 'changes' in data ? recordChange.array().safeParse(data.changes) : null;
  return changes?.success ? changes.data : null;
}
