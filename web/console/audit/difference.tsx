import type { AuditRow } from '../../../core/contracts/audit.ts';
import { fieldsOf } from './fields-of.ts';
import { useFieldName } from './use-field-name.ts';
import { useFieldValue } from './use-field-value.ts';

const shownFields = 3;

/** What an entry changed, short: the first few fields, before and after. */
export function Difference({ entry }: { entry: AuditRow }) {
  const fieldName = useFieldName();
  const value = useFieldValue(entry);
  const fields = fieldsOf(entry.before, entry.after).filter(({ changed }) => changed);
  if (fields.length === 0) return '–';
  return (
    <span className="difference">
      {fields.slice(0, shownFields).map(({ field, before, after }) => (
        <span key={field}>
          <span className="meta">{fieldName(field)}</span>{' '}
          {before !== undefined && <del>{short(value(field, before))}</del>}
          {before !== undefined && after !== undefined && ' → '}
          {after !== undefined && <ins>{short(value(field, after))}</ins>}
        </span>
      ))}
      {fields.length > shownFields && <span className="meta">+{fields.length - shownFields}</span>}
    </span>
  );
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
