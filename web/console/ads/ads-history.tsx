import type { AdsView } from '../../../core/contracts/console-ads.ts';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { adsWords } from './words.ts';

/** What the figures rest on, why there are none, or how spend is taken in. */
export function AdsHistory({ view: { history, plan } }: { view: AdsView }) {
  const t = useWords(adsWords);
  const { language } = useLanguage();
  const shop = useShop();
  const formats = useFormats(shop);
  if (!history)
    return (
      <section className="card card-body column">
        <p>{t('noSpend')}</p>
        <pre className="command">
          <code>{`mainstay import spend spend.csv --shop ${shop.id}`}</code>
        </pre>
        <p className="meta">{t('noSpendNeeds')}</p>
      </section>
    );
  const { from, to, days, refusals } = history;
  if (refusals.length > 0)
    return (
      <section className="card card-body column">
        <div className="notice" data-kind="warn">
          <div>
            <p>
              <strong>{t('refused')}</strong>
            </p>
            <ul>
              {refusals.map(({ code, channels }) => (
                <li key={`${code} ${channels.join()}`}>
                  {t(code, {
                    days: formats.count(days),
                    channels: channels.join(language === 'zh' ? '、' : ', '),
                  })}
                </li>
              ))}
            </ul>
          </div>
        </div>
      </section>
    );
  return (
    <section className="card card-body column">
      <p>
        {t('what', {
          days: formats.count(days),
          from: formats.date(`${from}T12:00:00Z`),
          to: formats.date(`${to}T12:00:00Z`),
          explained: formats.percent(Math.round(100 * (plan?.explained ?? 0)) / 100),
        })}
      </p>
      <p className="meta">{t('caution')}</p>
    </section>
  );
}
