import { Button } from '@mantine/core';
import { useShop } from './shop.tsx';
import { useFormats } from './words/use-formats.ts';
import { useWords } from './words/use-words.ts';

const words = {
  en: { asOf: 'Worked out {when}, every night anew.', again: 'Work it out again' },
  zh: { asOf: '{when}计算，每晚更新。', again: '重新计算' },
} as const;

/** When what is shown was worked out, and a button that does it now. */
export function WorkedOut(props: { at: string; again(): void; pending: boolean }) {
  const t = useWords(words);
  const formats = useFormats(useShop());
  return (
    <div className="row">
      <p className="meta" title={formats.dateTime(props.at)}>
        {t('asOf', { when: formats.relative(props.at) })}
      </p>
      <Button variant="default" loading={props.pending} onClick={props.again}>
        {t('again')}
      </Button>
    </div>
  );
}
