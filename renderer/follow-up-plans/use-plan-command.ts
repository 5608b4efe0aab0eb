import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useUndo } from '../text/use-undo.ts';
import { useToast } from '../ui/toast.tsx';

/**
 * Sends a command about a plan: once done what is shown is read again, what was done is said with a way back, and the form
 * closes.
 *
 * @param back what takes it back, given what the command answered
 */
export function usePlanCommand<Input, Answer>(send: (input: Input) => Promise<Answer>, { said, onClose, back }: { readonly said: string; readonly onClose?: (() => void) | undefined; readonly back?: ((answer: Answer, input: Input) => Promise<unknown>) | undefined }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const reload = (): Promise<unknown> => Promise.all([api.plans.key(), api.recalls.key(), api.pathways.key(), api.pathwayEditor.key(), api.credentials.key(), api.nurses.key(), api.workshops.key(), api.doses.key(), api.toxicityCalls.key()].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: send,
    onSuccess: (answer, input) => {
      void reload();
      toast({
        text: said,
        ...(back && {
          undo: () =>
            undo(async () => {
              await back(answer, input);
              await reload();
            }),
        }),
      });
      onClose?.();
    },
    onError: (error) => {
      if (hasCode(error, 'STALE')) void reload();
    },
  });
}
