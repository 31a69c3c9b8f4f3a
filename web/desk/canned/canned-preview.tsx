import { cannedVariables } from '../../../core/contracts/desk-keeping.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { cannedWords } from '../words/canned-words.ts';

type Variable = (typeof cannedVariables)[number];

/** A text with example values in its places, each of them marked; below it the places that are none. */
export function CannedPreview({ text, language }: { text: string; language: 'en' | 'zh' }) {
  const t = useWords(cannedWords);
  const { me } = useDesk();
  const examples = cannedWords[language];
  const values: Readonly<Record<Variable, string>> = {
    shopper: examples.exShopper,
    agent: me.agent.name,
    shop: me.shop.name[language],
    order: examples.exOrder,
    tracking: examples.exTracking,
    carrier: examples.exCarrier,
    promised: examples.exPromised,
  };
  const parts = text.split(/(\{\w+\})/);
  const variableOf = (part: string) => cannedVariables.find((name) => part === `{${name}}`);
  const strange = [...new Set(parts.filter((part) => /^\{\w+\}$/.test(part) && !variableOf(part)))];
  return (
    <div className="canned-preview" role="status" aria-label={t('preview')}>
      {text.trim() === '' ? (
        <p className="meta">{t('previewEmpty')}</p>
      ) : (
        <p lang={language === 'zh' ? 'zh-CN' : 'en'} className="canned-bubble">
          {parts.map((part, at) => {
            const variable = variableOf(part);
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have nothing but their place
            return variable ? <mark key={at}>{values[variable]}</mark> : part;
          })}
        </p>
      )}
      {strange.length > 0 && (
        <p className="canned-strange">{t('unknownPlace', { names: strange.join(' ') })}</p>
      )}
    </div>
  );
}
