import { Button } from '@mantine/core';
import type { ImportPreviewView } from '../../../core/contracts/console-imports.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ReasonTable } from './reason-table.tsx';
import { importWords } from './words.ts';

/** What an import of the file would do, in words. */
export function Outlook(props: {
  preview: ImportPreviewView;
  whole: ImportPreviewView | undefined;
  counting: boolean;
  count(): void;
}) {
  const { preview, whole, counting, count } = props;
  const t = useWords(importWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const number = (value: number) => formats.count(value);
  const unused = preview.header.filter((_, at) => !preview.columns.some(({ index }) => index === at));
  const names = unused.join(', ');
  const notes = (whole ?? preview).assumed;
  const { earlier } = preview;
  const open = earlier && earlier.state !== 'done' && earlier.state !== 'cancelled';
  const amounts = preview.kind === 'orders' || preview.kind === 'products';
  return (
    <div className="column" role="status">
      {preview.missing.length === 0 && (
        <p>
          <strong>
            {whole
              ? t(whole.faulty === 0 ? 'outlookAll' : 'outlook', {
                  n: number(whole.records),
                  good: number(whole.good),
                  faulty: number(whole.faulty),
                })
              : counting
                ? t('counting')
                : t('firstRows', { n: number(preview.records), good: number(preview.good) })}
          </strong>{' '}
          {unused.length === 0
            ? t('unusedNone')
            : t(unused.length === 1 ? 'unusedOne' : 'unused', { n: unused.length, names })}
        </p>
      )}
      <ul className="bullets">
        {preview.known && <li>{t('knownExport', { what: preview.known })}</li>}
        {notes.map(({ kind, column }) => (
          <li key={`${kind} ${column}`}>
            {t(
              kind === 'mixed_dates'
                ? 'mixedDates'
                : kind === 'assumed_dates'
                  ? 'assumedDates'
                  : 'mixedMarks',
              { column },
            )}
          </li>
        ))}
        {amounts && <li>{t('currency', { currency: shop.currency })}</li>}
        {preview.kind === 'orders' && <li>{t('repeatsLater')}</li>}
        {earlier?.state === 'done' && <li>{t('earlierDone', { when: formats.relative(earlier.at) })}</li>}
        {open && <li>{t('earlierOpen', { when: formats.relative(earlier.at) })}</li>}
        <li>{t('safe')}</li>
      </ul>
      {!whole && !counting && preview.missing.length === 0 && (
        <div>
          <Button variant="default" onClick={count}>
            {t('countAll')}
          </Button>
        </div>
      )}
      {whole && preview.missing.length === 0 && whole.reasons.length > 0 && (
        <ReasonTable reasons={whole.reasons} />
      )}
    </div>
  );
}
