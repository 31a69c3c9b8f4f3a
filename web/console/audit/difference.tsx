import { fieldsOf, nothing } from './fields-of.ts';
import { useFieldName } from './use-field-name.ts';

const shownFields = 3;

/** What an entry changed, short: the first few fields, before and after. */
export function Difference({ before, after }: { before: unknown; after: unknown }) {
  const fieldName = useFieldName();
  const fields = fieldsOf(before, after).filter(
    ({ before: was, after: is }) => (was ?? nothing) !== (is ?? nothing),
  );
  if (fields.length === 0) return '–';
  return (
    <span className="difference">
      {fields.slice(0, shownFields).map(({ field, before: was, after: is }) => (
        <span key={field}>
          <span className="meta">{fieldName(field)}</span> {was !== null && <del>{short(was)}</del>}
          {was !== null && is !== null && ' → '}
          {is !== null && <ins>{short(is)}</ins>}
        </span>
      ))}
      {fields.length > shownFields && <span className="meta">+{fields.length - shownFields}</span>}
    </span>
  );
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
