import type { ShopperPanel } from '../../../core/contracts/desk-conversation.ts';
import type { RiskReason } from '../../../core/contracts/handoff.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { panelWords } from '../words/panel-words.ts';

const mostReasons = 4;
const high = 0.5;

/** How likely they leave, by what they did and with what they say here, each with its reasons. */
export function RiskSection({ panel }: { panel: ShopperPanel }) {
  const t = useWords(panelWords);
  const { behaviouralRisk, behaviouralReasons, fusedRisk, fusedReasons } = panel;
  return (
    <section>
      <h3>{t('risk')}</h3>
      {behaviouralRisk === null && fusedRisk === null && <p className="meta">{t('unknownRisk')}</p>}
      {fusedRisk !== null && <Risk name={t('fused')} risk={fusedRisk} reasons={fusedReasons} />}
      {behaviouralRisk !== null && (
        <Risk name={t('behaviour')} risk={behaviouralRisk} reasons={behaviouralReasons} />
      )}
    </section>
  );
}

function Risk({ name, risk, reasons }: { name: string; risk: number; reasons: readonly RiskReason[] }) {
  const { formats } = useDesk();
  const { language } = useLanguage();
  return (
    <div className="risk">
      <p className="risk-line">
        {name}
        <span className="tag figure" data-kind={risk >= high ? 'bad' : undefined}>
          {formats.percent(Math.round(risk * 100) / 100)}
        </span>
      </p>
      <ul className="reasons">
        {reasons.slice(0, mostReasons).map(({ feature, contribution, text }) => (
          <li key={feature}>
            <span aria-hidden="true">{contribution > 0 ? '↑' : '↓'}</span> {text[language]}
          </li>
        ))}
      </ul>
    </div>
  );
}
