import type { AdsView } from '../../../core/contracts/console-ads.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { adsWords } from './words.ts';

/** How many have agreed to be reached by advertising, the holdout apart, and how their file is made. */
export function AdsAudience({ audience: { agreed, inHoldout, undrawn } }: { audience: AdsView['audience'] }) {
  const t = useWords(adsWords);
  const shop = useShop();
  const formats = useFormats(shop);
  return (
    <section className="card card-body column">
      <h2>{t('audience')}</h2>
      {agreed === 0 ? (
        <p>{t('nobody')}</p>
      ) : (
        <>
          <p>
            {t('agreed', { n: formats.count(agreed), held: formats.count(inHoldout) })}{' '}
            {undrawn > 0 && t('undrawn', { n: formats.count(undrawn) })}
          </p>
          <p className="meta">{t('exportHelp')}</p>
          <pre className="command">
            <code>{`mainstay export audience --shop ${shop.id} --purpose advertising --out audience.csv`}</code>
          </pre>
        </>
      )}
    </section>
  );
}
