import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { FormProvider, useForm, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { api } from '../link/client.ts';
import { machineTimeZone } from '../text/format.ts';
import { useLanguage } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { AdministratorStep } from './administrator-step.tsx';
import { ClinicStep } from './clinic-step.tsx';
import { blankForm, firstStartSchema, stepFields, toCreateClinicInput, type FirstStartForm } from './first-start-form.ts';
import { FirstStartSide, firstStartSteps, type FirstStartStep, type SheetState } from './first-start-side.tsx';
import { OpeningStep } from './opening-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { isAcceptable } from './password-judgement.ts';
import { adoptStatus } from './session-state.ts';

type Created = Outputs['session']['createClinic'];

/** The first start: clinic, place, administrator, recovery sheet, opening. One task per step; nothing exists before the third is done. */
export function FirstStart({ onLeave }: { readonly onLeave: () => void }): ReactElement {
  const language = useLanguage();
  const form = useForm<FirstStartForm>({ resolver: zodResolver(firstStartSchema), defaultValues: blankForm(language, machineTimeZone()), mode: 'onTouched' });
  const [step, setStep] = useState<FirstStartStep>('clinic');
  const [sheet, setSheet] = useState<SheetState>('new');
  const create = useMutation(api.session.createClinic.mutationOptions({ onSuccess: () => setStep('recovery') }));
  const created = create.data;
  const values = useWatch({ control: form.control, compute: (all: FirstStartForm) => all });
  useWarnBeforeClosing(created !== undefined && sheet !== 'checked');

  const confirm = useMutation(api.accounts.confirmRecoverySheet.mutationOptions());
  const finish = (done: Created): void => {
    adoptStatus(done.status);
    onLeave();
  };
  return (
    <FormProvider {...form}>
      <div className="first-start">
        <FirstStartSide step={step} values={values} sheet={sheet} mayChangeLanguage={!created} />
        {step === 'recovery' && created ? (
          <RecoveryStep
            printed={{ ...created, clinicName: created.status.openClinic?.name ?? '', by: created.status.caller?.displayName ?? '', zone: created.status.openClinic?.timeZone }}
            onKept={() => setSheet('kept')}
            onChecked={() => {
              setSheet('checked');
              confirm.mutate(undefined);
              setStep('opening');
            }}
          />
        ) : step === 'opening' && created ? (
          <OpeningStep created={created} onOpen={() => finish(created)} />
        ) : (
          <FormSteps step={step} onStep={setStep} onLeave={onLeave} create={create} />
        )}
      </div>
    </FormProvider>
  );
}

interface FormStepsProps {
  readonly step: FirstStartStep;
  readonly onStep: (step: FirstStartStep) => void;
  readonly onLeave: () => void;
  readonly create: { readonly mutate: (input: ReturnType<typeof toCreateClinicInput>) => void; readonly isPending: boolean; readonly error: Error | null };
}

/** The three steps one fills in; Enter goes on, the last one creates. */
function FormSteps({ step, onStep, onLeave, create }: FormStepsProps): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const form = useFormContext<FirstStartForm>();
  const index = firstStartSteps.indexOf(step);
  const isLast = step === 'administrator';

  const goOn = async (): Promise<void> => {
    const fields = step === 'clinic' || step === 'place' || step === 'administrator' ? stepFields[step] : [];
    if (!(await form.trigger(fields, { shouldFocus: true }))) return;
    const next = firstStartSteps[index + 1];
    if (!isLast && next) onStep(next);
    else if (await isAcceptable(form)) create.mutate(toCreateClinicInput(form.getValues()));
  };
  const goBack = (): void => {
    const previous = firstStartSteps[index - 1];
    if (previous) onStep(previous);
    else onLeave();
  };
  return (
    <main className="first-start-center">
      <form
        noValidate
        className="first-start-center grow"
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) void goOn();
        }}
      >
        <div className="first-start-scroll">
          {step === 'clinic' && <ClinicStep />}
          {step === 'place' && <PlaceStep />}
          {step === 'administrator' && <AdministratorStep />}
          {create.error && (
            <div className="first-start-fields">
              <ErrorNotice what={t('firstStart.failed')} error={create.error} kept />
            </div>
          )}
        </div>
        <footer className="first-start-bar">
          <Button icon="chevronLeft" onClick={goBack} disabled={create.isPending}>
            {t('common:action.back')}
          </Button>
          <span className="grow" />
          <span className="meta" role="status">
            {create.isPending && t('firstStart.creating')}
          </span>
          <Button type="submit" tone="primary" keys="Enter" disabled={create.isPending}>
            {isLast ? t('firstStart.create') : t('common:action.next')}
          </Button>
        </footer>
      </form>
    </main>
  );
}

/** The key is shown only once: leaving the window before it is checked asks first. */
function useWarnBeforeClosing(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isNeeded]);
}
