import { PageHeader } from '../../ui/page-header.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { PrivacyRequests } from './privacy-requests.tsx';
import { RetentionList } from './retention-list.tsx';
import { ShopperSearch } from './shopper-search.tsx';
import { privacyWords } from './words.ts';

/** Requests, shoppers with their consent, export and erasure, and what goes by itself. */
export function PrivacyPage({ search }: { search: { q?: string } }) {
  const t = useWords(privacyWords);
  return (
    <>
      <PageHeader title={t('privacy')} state={t('state')} />
      <div className="column">
        <PrivacyRequests />
        <ShopperSearch q={search.q ?? ''} />
        <RetentionList />
      </div>
    </>
  );
}
