import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../link/client.ts';
import { useToast } from '../ui/toast.tsx';

/** Sends a command about doses, calls or escalations: what is shown is read again, what was done is said, the form closes. */
export function useDoseCommand<Input, Answer>(send: (input: Input) => Promise<Answer>, { said, onDone }: { readonly said: (answer: Answer) => string; readonly onDone?: ((answer: Answer) => void) | undefined }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const reload = (): void => {
    for (const queryKey of [api.doses.key(), api.toxicityCalls.key(), api.escalations.key(), api.pathways.key()]) void queryClient.invalidateQueries({ queryKey });
  };
  return useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      reload();
      toast({ text: said(answer) });
      onDone?.(answer);
    },
    // Somebody else was first, or the checklist changed: what is shown is read again.
    onError: reload,
  });
}
