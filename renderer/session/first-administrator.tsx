import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { AdministratorStep } from './administrator-step.tsx';
import { blankForm, firstStartSchema, stepFields, toCreateClinicInput, type FirstStartForm } from './first-start-form.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { isAcceptable } from './password-judgement.ts';
import { adoptStatus } from './session-state.ts';

/** A clinic made by the command line has nobody yet: its first person. */
export function FirstAdministrator({ status }: { readonly status: SessionStatus }): ReactElement {
  const { t } = useTranslation('session');
  const form = useForm<FirstStartForm>({
    resolver: zodResolver(firstStartSchema),
    defaultValues: { ...blankForm('fr', 'America/Toronto'), name: status.clinic?.name ?? '' },
    mode: 'onTouched',
  });
  const create = useMutation(api.session.createAdministrator.mutationOptions({ onSuccess: adoptStatus }));
  const submit = async (): Promise<void> => {
    if (!(await form.trigger(stepFields.administrator, { shouldFocus: true }))) return;
    if (await isAcceptable(form)) create.mutate(toCreateClinicInput(form.getValues()).administrator);
  };
  return (
    <FormProvider {...form}>
      <main className="first-start-center first-start-alone">
        <form
          noValidate
          className="first-start-center grow"
          onSubmit={(event) => {
            event.preventDefault();
            if (!create.isPending) void submit();
          }}
        >
          <div className="first-start-scroll">
            <div className="row">
              <span className="door-brand">Relais</span>
              <span className="meta ellipsis grow">{status.clinic?.name}</span>
              <LanguageSwitch />
            </div>
            <AdministratorStep />
            {create.error && <ErrorNotice what={t('firstStart.administratorFailed')} error={create.error} kept />}
          </div>
          <footer className="first-start-bar">
            <span className="grow" />
            <Button type="submit" tone="primary" keys="Enter" disabled={create.isPending}>
              {t('firstStart.createAdministrator')}
            </Button>
          </footer>
        </form>
      </main>
    </FormProvider>
  );
}
