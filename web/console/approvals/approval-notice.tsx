import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Approval } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { approvalWords } from './words.ts';

/** A request that waits for a second person, with the buttons of whoever looks at it. @param change in words. */
export function ApprovalNotice({ approval, change }: { approval: Approval; change: ReactNode }) {
  const t = useWords(approvalWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: 'approved' | 'refused' | 'withdrawn') =>
      ask<void>('POST', `/api/console/shops/${shop.id}/approvals/${approval.id}`, { decision }),
    onSuccess: (_, decision) => showToast({ kind: 'good', text: t(decision) }),
    // Also after a refusal of the server: somebody else may have been quicker.
    onSettled: () => queries.invalidateQueries(),
  });
  const [before, after] = t('waits', {
    name: approval.requestedBy.name,
    when: formats.relative(approval.requestedAt),
  }).split('{change}');
  return (
    <div className="notice" data-kind="warn">
      <div>
        <p>
          {before}
          <strong>{change}</strong>
          {after}
        </p>
        {approval.reason && <p className="meta">{t('reason', { reason: approval.reason })}</p>}
        {!approval.mayDecide && <p className="meta">{t('yours')}</p>}
        {decide.error && <Failure error={decide.error} />}
      </div>
      <div className="row">
        {approval.mayDecide ? (
          <>
            <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('refused')}>
              {t('refuse')}
            </Button>
            <Button loading={decide.isPending} onClick={() => decide.mutate('approved')}>
              {t('approve')}
            </Button>
          </>
        ) : (
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('withdrawn')}>
            {t('withdraw')}
          </Button>
        )}
      </div>
    </div>
  );
}
