import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useToast } from '../ui/toast.tsx';

/** Sends a command about the course of a disease: once done the record is read again, what was done is said and the form closes. */
export function useCommand<Input>(send: (input: Input) => Promise<unknown>, said: string, onClose: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      for (const queryKey of [api.treatments.key(), api.diagnoses.key(), api.prevention.key(), api.patients.key()]) void queryClient.invalidateQueries({ queryKey });
      toast({ text: said });
      onClose();
    },
    onError: (error) => {
      if (hasCode(error, 'STALE')) for (const queryKey of [api.treatments.key(), api.prevention.key()]) void queryClient.invalidateQueries({ queryKey });
    },
  });
}
