import { useState } from 'react';
import type { ProductChoices } from '../../../core/contracts/desk-acting.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { PickDialog } from '../keys/pick-dialog.tsx';
import { talkWords } from '../words/talk-words.ts';

/** Finds a product of the shop to send along. */
export function ProductDialog(props: {
  opened: boolean;
  close(): void;
  use(product: ProductChoices['products'][number]): void;
}) {
  const { opened, close, use } = props;
  const t = useWords(talkWords);
  const { language } = useLanguage();
  const { formats } = useDesk();
  const [query, setQuery] = useState('');
  const { data } = useDeskQuery<ProductChoices>(
    opened ? `products?q=${encodeURIComponent(query.trim())}` : null,
    { keep: true },
  );
  const items = (data?.products ?? []).map((product) => ({
    key: product.id,
    label: product.name[language],
    hint: [formats.money(product.priceCents), product.inStock ? null : t('soldOut')]
      .filter((part) => part)
      .join(' · '),
    product,
  }));
  return (
    <PickDialog
      opened={opened}
      title={t('product')}
      label={t('productFind')}
      items={items}
      query={query}
      search={setQuery}
      close={close}
      empty={data ? t('noProducts') : null}
      pick={({ product }) => {
        close();
        setQuery('');
        use(product);
      }}
    />
  );
}
