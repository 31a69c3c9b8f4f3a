import type { ShopperPanel } from '../../../core/contracts/desk-conversation.ts';
import { unknown } from '../../ui/words/formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { panelWords } from '../words/panel-words.ts';

/** Who it is and what they are worth. */
export function ShopperSection({ panel: { shopper, value } }: { panel: ShopperPanel }) {
  const t = useWords(panelWords);
  const { formats } = useDesk();
  if (!shopper) return <p className="notice">{t('visitor')}</p>;
  const facts = [
    shopper.email,
    shopper.country,
    t('since', { date: formats.date(shopper.since) }),
    shopper.loyaltyPoints > 0 && t('points', { n: formats.count(shopper.loyaltyPoints) }),
  ].filter((fact) => fact);
  return (
    <section>
      {!shopper.verified && (
        <p className="notice" data-kind="warn">
          {t('unverified')}
        </p>
      )}
      <h3>{t('value')}</h3>
      {value ? (
        <dl className="facts">
          <Fact name={t('clv')} about={t('clvAbout')} value={formats.money(value.clvCents)} strong />
          <Fact name={t('sr')} about={t('srAbout')} value={formats.money(value.srCents)} />
          <Fact name={t('margin')} value={formats.money(value.marginCents)} />
          {value.expected ? (
            <>
              <Fact
                name={t('residual')}
                about={t('residualAbout', { date: formats.date(value.expected.fittedAt) })}
                value={formats.money(value.expected.residualCents)}
              />
              <Fact
                name={t('alive')}
                about={t('aliveAbout')}
                value={formats.percent(Number(value.expected.aliveProbability.toFixed(2)))}
              />
            </>
          ) : (
            <Fact name={t('alive')} about={t('aliveAbout')} value={`${unknown} ${t('noModel')}`} />
          )}
        </dl>
      ) : (
        <p className="meta">{unknown}</p>
      )}
      <p className="meta panel-who">{facts.join(' · ')}</p>
      {shopper.personalisationRefused && <p className="meta">{t('refused')}</p>}
    </section>
  );
}

function Fact(props: { name: string; about?: string; value: string; strong?: boolean }) {
  const { name, about, value, strong } = props;
  return (
    <div>
      <dt>{about ? <abbr title={about}>{name}</abbr> : name}</dt>
      <dd className="figure">{strong ? <strong>{value}</strong> : value}</dd>
    </div>
  );
}
