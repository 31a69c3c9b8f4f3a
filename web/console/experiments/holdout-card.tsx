import { Button } from '@mantine/core';
import { useState } from 'react';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ExperimentResults } from './experiment-results.tsx';
import { resultWords } from './result-words.ts';
import { experimentWords } from './words.ts';

/** What personal offers do at all: everybody who may get one against those held out. */
export function HoldoutCard({ holdout }: { holdout: { shoppers: number; share: number } }) {
  const t = useWords(experimentWords);
  const r = useWords(resultWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const [open, setOpen] = useState(false);
  return (
    <section className="card" aria-label={r('holdoutTitle')}>
      <div className="card-body column">
        <div className="row experiment-head">
          <h2>{r('holdoutTitle')}</h2>
          <Button variant="default" onClick={() => setOpen(!open)} aria-expanded={open}>
            {r(open ? 'hideResults' : 'results')}
          </Button>
        </div>
        <p className="meta">
          {t('holdout', { n: formats.count(holdout.shoppers), share: formats.percent(holdout.share) })}
        </p>
      </div>
      {open && <ExperimentResults path={`/api/console/shops/${shop.id}/holdout`} name={r('holdoutTitle')} />}
    </section>
  );
}
