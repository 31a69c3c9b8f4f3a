import type { Approval, RulesPage } from '../../../core/contracts/console-money.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ApprovalNotice } from '../approvals/approval-notice.tsx';
import { DiffView } from './diff-view.tsx';
import { useWidenings } from './use-widenings.ts';
import { ruleWords } from './words.ts';

/** A draft that waits for a second person, with everything that it changes. */
export function RulesApproval({ page, approval }: { page: RulesPage; approval: Approval }) {
  const t = useWords(ruleWords);
  const widenings = useWidenings(page.offers);
  const { draft, live } = page;
  return (
    <section className="card card-body column">
      <ApprovalNotice
        approval={approval}
        change={t('approvalChange', {
          from: String(approval.before.version ?? '–'),
          to: String(approval.after.version),
        })}
      />
      {draft && draft.widenings.length > 0 && <p>{widenings(draft.widenings)}</p>}
      {draft && live && <DiffView before={live.table} after={draft.table} offers={page.offers} />}
      <p className="meta">{t('approvalVoid')}</p>
    </section>
  );
}
