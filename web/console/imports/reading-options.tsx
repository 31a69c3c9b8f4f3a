import { Checkbox, Select } from '@mantine/core';
import {
  type ImportAsked,
  type ImportKind,
  type ImportPreviewView,
  importEncodings,
  importKinds,
} from '../../../core/contracts/console-imports.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { importWords } from './words.ts';

const encodingNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GB18030 (GBK)',
  'windows-1252': 'Windows-1252',
};

/** How the file is read: what is in it, encoding, delimiter, dates; as guessed until somebody says otherwise. */
export function ReadingOptions(props: {
  preview: ImportPreviewView | undefined;
  asked: ImportAsked;
  change(asked: ImportAsked): void;
}) {
  const { preview, asked, change } = props;
  const t = useWords(importWords);
  const kind = asked.kind ?? preview?.kind ?? null;
  const delimiters = [
    { value: ',', label: t('comma') },
    { value: ';', label: t('semicolon') },
    { value: '\t', label: t('tab') },
    { value: '|', label: t('bar') },
  ];
  const dates = asked.dates ?? preview?.dates ?? 'both';
  return (
    <div className="column">
      <div className="import-options">
        <Select
          label={t('kind')}
          description={asked.kind === undefined && preview ? t('guessedKind') : undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          value={kind}
          data={importKinds.map((one) => ({ value: one, label: t(one) }))}
          // Another kind has other fields: what was mapped by hand means nothing there.
          onChange={(value) => {
            const { mapping: _, keepRepeats: __, createProducts: ___, ...rest } = asked;
            if (value) change({ ...rest, kind: value as ImportKind });
          }}
        />
        <Select
          label={t('encoding')}
          value={asked.encoding ?? preview?.encoding ?? null}
          data={importEncodings.map((one) => ({ value: one, label: encodingNames[one] }))}
          onChange={(value) =>
            value && change({ ...asked, encoding: value as (typeof importEncodings)[number] })
          }
        />
        {preview?.format !== 'jsonl' && (
          <Select
            label={t('delimiter')}
            value={asked.delimiter ?? preview?.delimiter ?? null}
            data={delimiters}
            onChange={(value) => {
              // Another delimiter makes other columns.
              const { mapping: _, ...rest } = asked;
              if (value) change({ ...rest, delimiter: value });
            }}
          />
        )}
        {(asked.dates ||
          !preview ||
          preview.dates ||
          preview.assumed.some(({ kind: what }) => what === 'mixed_dates')) && (
          <Select
            label={t('dates')}
            value={dates}
            data={[
              { value: 'dmy', label: t('dmy') },
              { value: 'mdy', label: t('mdy') },
              ...(dates === 'both' ? [{ value: 'both', label: t('bothDates') }] : []),
            ]}
            onChange={(value) => {
              if (value === 'dmy' || value === 'mdy') change({ ...asked, dates: value });
            }}
          />
        )}
      </div>
      {kind === 'orders' && (
        <Checkbox
          label={t('keepRepeats')}
          checked={asked.keepRepeats ?? false}
          onChange={(event) => change({ ...asked, kind, keepRepeats: event.currentTarget.checked })}
        />
      )}
      {kind === 'reviews' && (
        <Checkbox
          label={t('createProducts')}
          checked={asked.createProducts ?? false}
          onChange={(event) => change({ ...asked, kind, createProducts: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
