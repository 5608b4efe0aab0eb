import { ORPCError } from '@orpc/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { deliveryPath } from '#contract/deliveries';
import { api, client } from '../link/client.ts';
import { sendAttachment } from './send-attachment.ts';

/** The papers of a request. */
export function useAttachments(referralId: string) {
  return useQuery(api.attachments.list.queryOptions({ input: { referralId } }));
}

/** The bytes of one paper, fetched once and forgotten a minute after nobody looks. */
export function useAttachmentBytes(attachmentId: string) {
  return useQuery({
    queryKey: ['attachment-bytes', attachmentId],
    queryFn: async () => {
      const { deliveryId } = await client.attachments.open({ attachmentId });
      const response = await fetch(deliveryPath(deliveryId));
      if (!response.ok) throw new ORPCError('NOT_FOUND');
      return new Uint8Array(await response.arrayBuffer());
    },
    staleTime: Infinity,
    gcTime: 60_000,
    structuralSharing: false,
  });
}

/** Sends files and attaches them to a request, one after the other; stops at the first refusal. */
export function useAttach(referralId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const { intakeId } = await sendAttachment(file);
        await client.attachments.add({ attachmentId: v7(), referralId, intakeId, name: file.name.slice(-200) });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.attachments.key() }),
  });
}
