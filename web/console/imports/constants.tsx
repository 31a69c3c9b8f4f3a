import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreviewView } from '../../../core/contracts/console-imports.ts';
import { closeIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { type Mapping, mappingOf, withConstant } from './mapping-of.ts';
import { useFieldWords } from './use-field-words.ts';
import { importWords } from './words.ts';

/** What no column tells and is the same for every row: a currency, a country, the one product of all reviews. */
export function Constants({
  preview,
  change,
}: {
  preview: ImportPreviewView;
  change(mapping: Mapping): void;
}) {
  const t = useWords(importWords);
  const fieldName = useFieldWords();
  const [adding, setAdding] = useState(false);
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const given = preview.columns.filter(({ index }) => index === null);
  const free = preview.fields.filter((one) => !preview.columns.some((column) => column.field === one));
  const add = () => {
    if (!field || value.trim() === '') return;
    change(withConstant(mappingOf(preview), field, value.trim()));
    setAdding(false);
    setField(null);
    setValue('');
  };
  return (
    <div className="column">
      {given.map((one) => (
        <span key={one.field} className="row">
          {fieldName(one.field)} = <strong>{one.column}</strong>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('removeConstant', { field: fieldName(one.field) })}
            onClick={() => change(withConstant(mappingOf(preview), one.field, null))}
          >
            <Icon path={closeIcon} size={16} />
          </ActionIcon>
        </span>
      ))}
      {adding ? (
        <form
          className="row import-constant"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Select
            label={t('constantField')}
            value={field}
            withScrollArea={false}
            classNames={{ options: 'import-choices' }}
            data={free.map((one) => ({ value: one, label: fieldName(one) }))}
            onChange={setField}
          />
          <TextInput
            label={t('constantValue')}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!field || value.trim() === ''}>
            {t('addConstant')}
          </Button>
        </form>
      ) : (
        <div>
          <Button variant="subtle" onClick={() => setAdding(true)}>
            {t('addConstant')}
          </Button>
        </div>
      )}
    </div>
  );
}
