import { Select } from '@mantine/core';
import type { ImportPreviewView } from '../../../core/contracts/console-imports.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { type Mapping, mappingOf, withColumn } from './mapping-of.ts';
import { reasonInWords } from './reason-words.ts';
import { useFieldWords } from './use-field-words.ts';
import { importWords } from './words.ts';

/** The file as it stands: a column each with what it is read as, and the first rows; what is wrong stands in its cell. */
export function MappingTable(props: {
  preview: ImportPreviewView;
  stale: boolean;
  change(mapping: Mapping): void;
}) {
  const { preview, stale, change } = props;
  const t = useWords(importWords);
  const field = useFieldWords();
  const choices = [
    { value: '', label: t('notRead') },
    ...preview.fields.map((one) => ({ value: one, label: field(one) })),
  ];
  const readAs = (at: number) => preview.columns.find(({ index }) => index === at);
  return (
    <section
      className="table-frame"
      aria-label={t('columns')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keys must be able to stand in it
      tabIndex={0}
    >
      <table className="table import-table" data-stale={stale || undefined} aria-busy={stale}>
        <thead>
          <tr>
            <th scope="col" data-align="right">
              {t('line')}
            </th>
            {preview.header.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are told by their place
              <th key={at} scope="col" data-unused={readAs(at) === undefined || undefined}>
                <span className="import-column">{name || '–'}</span>
                <Select
                  size="sm"
                  aria-label={t('readAs', { column: name })}
                  value={readAs(at)?.field ?? ''}
                  data={choices}
                  disabled={name === ''}
                  withScrollArea={false}
                  classNames={{ options: 'import-choices' }}
                  comboboxProps={{ width: 220, position: 'bottom-start' }}
                  onChange={(value) => change(withColumn(mappingOf(preview), name, value || null))}
                />
                {readAs(at)?.by === 'values' && <span className="meta">{t('byValues')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.map(({ line, values, faults }) => (
            <tr key={line} data-kind={faults.length > 0 ? 'bad' : undefined}>
              <th scope="row" data-align="right">
                {line}
              </th>
              {values === null ? (
                <td colSpan={preview.header.length}>
                  {t('unreadable')}
                  <Fault reason={faults[0]?.reason ?? ''} />
                </td>
              ) : (
                values.map((value, at) => {
                  const wrong = faults.find(({ column }) =>
                    column === null ? at === 0 : column === preview.header[at],
                  );
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells are told by their place
                    <td key={at} data-unused={readAs(at) === undefined || undefined}>
                      <span className="import-value">{value}</span>
                      {wrong && <Fault reason={wrong.reason} />}
                    </td>
                  );
                })
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Fault({ reason }: { reason: string }) {
  const t = useWords(importWords);
  const { language } = useLanguage();
  return <span className="import-fault">{t('leftOut', { reason: reasonInWords(reason, language) })}</span>;
}
