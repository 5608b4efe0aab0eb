import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { toFailure } from '../link/failure.ts';
import { catalogues } from '../text/catalogues.ts';
import { useToast } from '../ui/toast.tsx';

const issues = catalogues.fr.acute.issue;

/** What an answer `INVALID` says of a field; undefined when it says nothing of it. */
export function useAcuteIssue(): (error: unknown, path: string) => string | undefined {
  const { t } = useTranslation('acute');
  return (error, path) => {
    const { code, data } = toFailure(error);
    const found = code === 'INVALID' ? ((data as { issues?: readonly { path: string; code: string }[] }).issues ?? []).find((one) => one.path === path) : undefined;
    return found && t(`issue.${Object.hasOwn(issues, found.code) ? (found.code as keyof typeof issues) : 'UNKNOWN'}`);
  };
}

/** Sends a command about an emergency visit or an admission: what is shown is read again, what was done is said, the form closes. */
export function useAcuteCommand<Input>(send: (input: Input) => Promise<unknown>, said: string, onClose: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const reload = (): void => {
    for (const queryKey of [api.acuteCare.key(), api.patientEdits.key()]) void queryClient.invalidateQueries({ queryKey });
  };
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      reload();
      toast({ text: said });
      onClose();
    },
    // Somebody else was first: what is shown is read again.
    onError: reload,
  });
}
