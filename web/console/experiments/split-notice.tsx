import { useWords } from '../../ui/words/use-words.ts';
import { experimentWords } from './words.ts';

/** Whether the arms have the shares that they should; where not, nothing of it may be read. */
export function SplitNotice({ asPlanned, pValue }: { asPlanned: boolean; pValue: number }) {
  const t = useWords(experimentWords);
  return (
    <p className="notice" data-kind={asPlanned ? 'good' : 'bad'} {...(!asPlanned && { role: 'alert' })}>
      {t(asPlanned ? 'planned' : 'mismatch', { p: pValue.toPrecision(2) })}
    </p>
  );
}
