import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { api } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { useClinic } from '../session/session-state.ts';
import { formatName, groupNam, groupNir } from '../text/format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';
import { LikelyDuplicates, useLikelyDuplicates } from './likely-duplicates.tsx';
import { NamField, useNamCheck } from './nam-field.tsx';
import { NirField, useNirCheck } from './nir-field.tsx';
import { ContactFields, IdentityFields } from './register-fields.tsx';
import { dropDraft, keepDraft, keptDraft, readDraft } from './registration-draft.ts';
import { beginRegistration, issuesOf, readRegistration, registrationFields, type FormIssue, type RegistrationForm } from './registration-form.ts';
import { parseTypedDate } from './typed-date.ts';

/** Registers a person. What is typed outlives leaving the page, an error, and a look at a similar record. */
export function RegisterPage(): ReactElement {
  const { t } = useTranslation(['patients', 'common']);
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const showToast = useToast();
  const clinic = useClinic();
  const { text = '', next } = useSearch({ from: '/patients/new' });
  const [kept, setKept] = useState(() => (text === '' ? keptDraft(queryClient) : undefined));
  const [patientId, setPatientId] = useState(() => kept?.patientId ?? v7());
  const blank = beginRegistration(text, clinic);
  const form = useForm<RegistrationForm>({ defaultValues: kept?.form ?? blank, shouldFocusError: false });
  const { register, watch, setValue, getValues, setError, setFocus, clearErrors, reset, formState } = form;
  const values = watch();
  const draft = useDraft({ form: 'patient-registration', recordId: 'new', value: { patientId, form: values }, blank: { patientId, form: blank }, read: readDraft });
  // Names are compared once the person has left their field: "T" does not contradict a number yet.
  const [compared, setCompared] = useState(values);
  const element = useRef<HTMLFormElement>(null);
  const isSent = useRef(false);
  const hasNam = clinic.country === 'CA';
  const check = useNamCheck(hasNam ? values.nam : '', compared);
  const nirCheck = useNirCheck(hasNam ? '' : values.nir, compared);
  const duplicates = useLikelyDuplicates(values);

  useEffect(
    () => () => {
      const present = getValues();
      if (!isSent.current && registrationFields.some((field) => ['nam', 'nir', 'familyName', 'givenName', 'birthDate', 'phone', 'addressLine'].includes(field) && present[field] !== '')) {
        keepDraft(queryClient, { patientId, form: present });
      }
    },
    [getValues, patientId, queryClient],
  );

  const report = (issues: readonly FormIssue[]): void => {
    clearErrors();
    for (const { field, code } of issues) {
      const isRequired = code === 'REQUIRED' && (field === 'birthDate' || field === 'familyName' || field === 'givenName' || field === 'administrativeSex');
      const message = isRequired ? t(`form.required.${field === 'administrativeSex' ? 'sex' : field}`) : t(`form.issue.${code === 'REQUIRED' ? 'OTHER' : code}`);
      setError(field, { message });
    }
    const first = registrationFields.find((field) => issues.some((issue) => issue.field === field));
    if (first === 'administrativeSex') element.current?.querySelector<HTMLElement>('[data-field="administrativeSex"] [role="radio"]')?.focus();
    else if (first) setFocus(first);
  };

  const send = useMutation(
    api.patients.register.mutationOptions({
      onSuccess: async (_, input) => {
        isSent.current = true;
        draft.finish();
        dropDraft(queryClient);
        showToast({ text: t('form.done', { name: formatName(input) }) });
        await queryClient.invalidateQueries({ queryKey: api.patients.key() });
        if (next === 'request') void navigate({ to: '/referrals/new', search: { patientId: input.patientId, resumes: true }, replace: true });
        else void navigate({ to: '/patients/$patientId', params: { patientId: input.patientId }, replace: true });
      },
      onError: (error) => {
        if (hasCode(error, 'INVALID')) report(issuesOf(toFailure(error).data));
        if (hasCode(error, 'DUPLICATE')) report([{ field: 'fileNumber', code: 'DUPLICATE' }]);
      },
    }),
  );

  const submit = (): void => {
    if (send.isPending) return;
    const read = readRegistration(patientId, getValues());
    if ('issues' in read) report(read.issues);
    else {
      clearErrors();
      send.mutate(read.input);
    }
  };
  // What is typed is kept: the next visit offers it again, or to start anew.
  const leave = (): void => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/patients' }));
  const [derivedDate] = check?.derivedBirthDates ?? [];
  const derivedSex = check?.derivedSex;
  const isFilled = parseTypedDate(values.birthDate) === derivedDate && values.administrativeSex === derivedSex;
  const fill =
    derivedDate && derivedSex && !isFilled
      ? (): void => {
          setValue('birthDate', derivedDate);
          setValue('administrativeSex', derivedSex);
          clearErrors(['birthDate', 'administrativeSex', 'nam']);
          setCompared(getValues());
        }
      : undefined;
  const openRecord = (id: string): void => void navigate({ to: '/patients/$patientId', params: { patientId: id } });
  const firstDuplicate = duplicates?.[0]?.patient.id;

  useShortcut('F2', () => fill?.(), { label: t('form.keys.fill'), enabled: fill !== undefined, inFields: true });
  useShortcut('F4', () => firstDuplicate && openRecord(firstDuplicate), { label: t('form.keys.openDuplicate'), enabled: firstDuplicate !== undefined, inFields: true });
  useShortcut('Control+Enter', submit, { label: t('form.keys.submit') });
  useShortcut('Escape', leave, { label: t('form.cancel'), inFields: true });

  const isUnexpected = send.isError && !hasCode(send.error, 'INVALID') && !hasCode(send.error, 'DUPLICATE');
  return (
    <div className="page">
      <PageBar title={t('form.title')} />
      <div className="page-body patients-register">
        <form
          ref={element}
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
          onBlur={() => setCompared(getValues())}
        >
          {kept && (
            <div className="note row">
              <span className="grow">{t('form.kept')}</span>
              <Button
                small
                onClick={() => {
                  draft.discard();
                  dropDraft(queryClient);
                  setKept(undefined);
                  setPatientId(v7());
                  reset(blank);
                  setCompared(blank);
                }}
              >
                {t('form.startAgain')}
              </Button>
            </div>
          )}
          {!kept && (
            <DraftOffer
              draft={draft}
              onResume={(found) => {
                setPatientId(found.patientId);
                reset(found.form);
                setCompared(found.form);
              }}
            />
          )}
          {isUnexpected && <ErrorNotice what={t('form.failed')} error={send.error} kept onRetry={submit} />}
          <Sheet title={t('form.identity')} padded>
            <IdentityFields
              form={form}
              nam={
                !hasNam ? (
                  <NirField
                    field={register('nir', {
                      onChange: () => {
                        clearErrors('nir');
                        setCompared(getValues());
                      },
                      onBlur: () => nirCheck?.normalized && setValue('nir', groupNir(nirCheck.normalized).replaceAll('\u00A0', ' ')),
                    })}
                    check={nirCheck}
                    error={formState.errors.nir?.message}
                  />
                ) : (
                  <NamField
                    field={register('nam', {
                      onChange: () => {
                        clearErrors('nam');
                        setCompared(getValues());
                      },
                      // In the groups of the card, once it is whole.
                      onBlur: () => setValue('nam', groupNam(getValues('nam')).replaceAll('\u00A0', ' ')),
                    })}
                    check={check}
                    error={formState.errors.nam?.message}
                    onFill={fill}
                  />
                )
              }
            />
          </Sheet>
          <Sheet title={t('form.contact')} note={t('form.contactNote')} padded>
            <ContactFields form={form} />
          </Sheet>
          <div className="row patients-register-foot">
            <Button type="submit" tone="primary" keys="Control+Enter" disabled={send.isPending}>
              {t('form.submit')}
            </Button>
            <Button keys="Escape" onClick={leave}>
              {t('form.cancel')}
            </Button>
          </div>
        </form>
        <LikelyDuplicates duplicates={duplicates} onOpen={openRecord} />
      </div>
    </div>
  );
}
