import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { GrantDetail } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useGrantState } from './use-grant-state.ts';
import { useLedgerColumns } from './use-ledger-columns.tsx';
import { budgetWords } from './words.ts';

/** The grant behind a line of the ledger, and the decision behind the grant. */
export function GrantDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const shared = useWords(uiWords);
  const t = useWords(budgetWords);
  const shop = useShop();
  const path = `/api/console/shops/${shop.id}/grants/${id}`;
  const grant = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<GrantDetail>('GET', path, undefined, signal),
    enabled: id !== undefined,
  });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      position="right"
      size={640}
      title={grant.data ? t('grant', { code: grant.data.code }) : ''}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {grant.error ? (
        <Failure error={grant.error} retry={() => void grant.refetch()} />
      ) : grant.data ? (
        <Grant grant={grant.data} />
      ) : (
        <Skeleton rows={6} />
      )}
    </Drawer>
  );
}

function Grant({ grant }: { grant: GrantDetail }) {
  const t = useWords(budgetWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const stateOf = useGrantState();
  // The rest is in the drawer's head, and what is free is the budget's, not the grant's.
  const moved = useLedgerColumns().filter(({ key }) => ['at', 'kind', 'amount'].includes(key));
  return (
    <div className="column">
      <p>
        <strong>{grant.offerName[language]}</strong> · {grant.shopperName ?? grant.shopperExternalId ?? '–'}
      </p>
      <p className="meta">
        {t('grantState', { state: stateOf(grant.state), until: formats.dateTime(grant.expiresAt) })}
        {grant.orderNumber && ` · ${t('order', { number: grant.orderNumber })}`}
      </p>
      <p>
        {grant.decisionId ? (
          <a href={`/console/decisions?open=${grant.decisionId}&text=${grant.code}`}>{t('decision')}</a>
        ) : (
          t('byAgent')
        )}
      </p>
      <DataTable
        label={t('grant', { code: grant.code })}
        columns={moved}
        rows={grant.ledger}
        rowKey={({ transactionId }) => transactionId}
        empty={null}
        whole
      />
    </div>
  );
}
