import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PrivacyRequest } from '../../../core/contracts/console-privacy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { privacyWords } from './words.ts';

/** What shoppers asked for in the chat and nobody has done; a press finds the shopper below. */
export function PrivacyRequests() {
  const t = useWords(privacyWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const setSearch = useSearchChange();
  const path = `/api/console/shops/${shop.id}/privacy/requests`;
  const requests = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<{ rows: PrivacyRequest[] }>('GET', path, undefined, signal),
  });
  return (
    <section className="card card-body column">
      <h2>{t('requests')}</h2>
      {requests.error && <Failure error={requests.error} retry={() => void requests.refetch()} />}
      {requests.data?.rows.length === 0 && <p className="meta">{t('requestsNone')}</p>}
      {requests.data?.rows.map((request) => (
        <div key={request.id} className="session">
          <span>
            <strong>{request.shopperName ?? request.shopperId}</strong>{' '}
            {t(request.kind === 'export' ? 'exportRequest' : 'erasure')}{' '}
            <span className="meta">{t('asked', { when: formats.relative(request.requestedAt) })}</span>
          </span>
          <Button variant="default" onClick={() => setSearch({ q: request.shopperId })}>
            {t('shopper')}
          </Button>
        </div>
      ))}
    </section>
  );
}
