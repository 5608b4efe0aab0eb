import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** The letters made about a request: each is handed over again as it left, or taken back by whoever made it. */
export function EarlierLetters({ referralId, onWithdrawn }: { readonly referralId: string; readonly onWithdrawn: () => void }): ReactElement | null {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const queries = useQueryClient();
  const earlier = useQuery(api.letters.list.queryOptions({ input: { referralId } }));
  const handOver = useMutation(api.letters.write.mutationOptions({ onSuccess: saveFile }));
  const withdraw = useMutation(
    api.letters.withdraw.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.letters.list.key() });
        onWithdrawn();
      },
    }),
  );
  if (!earlier.data || earlier.data.length === 0) return null;
  return (
    <>
      {handOver.isError && <ErrorNotice what={t('letter.failed')} error={handOver.error} />}
      {withdraw.isError && <ErrorNotice what={t('letter.notWithdrawn')} error={withdraw.error} />}
      <ul className="triage-letters" aria-label={t('letter.earlier')}>
        {earlier.data.map((one) => {
          const { id: letterId, kind, language, addressee, body, withdrawn } = one;
          const said = t('letter.written', { kind: t(`letter.title.${kind}`), name: one.writtenBy, when: f.instant(one.writtenAt, 'short') });
          return (
            <li key={letterId} className="row">
              <span className="grow ellipsis meta">{withdrawn ? t('letter.withdrawn', { letter: said, by: withdrawn.by, when: f.instant(withdrawn.at, 'short') }) : said}</span>
              {one.mayWithdraw && (
                <Button small tone="text" onClick={() => withdraw.mutate({ letterId })} disabled={withdraw.isPending}>
                  {t('letter.withdraw')}
                </Button>
              )}
              <Button small tone="text" icon="download" onClick={() => handOver.mutate({ letterId, referralId, kind, language, addressee, body })}>
                PDF
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
