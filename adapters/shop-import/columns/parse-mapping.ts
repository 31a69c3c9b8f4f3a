import { BadInputError } from '../../../core/errors.ts';
import type { Fields } from './fields.ts';

/** Our field: their column, or a text that every row has. */
export type Mapping = ReadonlyMap<string, { readonly column: string } | { readonly constant: string }>;

/**
 * Reads "our=theirs,our==same for every row"; a comma or an equals sign within a name is written \, or \=.
 * @throws BadInputError naming a field that this kind does not have.
 */
export function parseMapping(text: string, fields: Fields): Mapping {
  const parts = text.split(/(?<!\\),/).filter((part) => part.trim() !== '');
  return mappingOf(
    parts.map((part) => {
      const at = part.search(/(?<!\\)=/);
      if (at < 1) throw new BadInputError(`--map: "${part}" is not our=theirs, such as unit_price=Price`);
      return [part.slice(0, at).trim(), part.slice(at + 1).replace(/\\([,=])/g, '$1')];
    }),
    fields,
  );
}

/** A mapping file: a JSON object of the same pairs. */
export function parseMappingFile(text: string, fields: Fields): Mapping {
  let pairs: unknown;
  try {
    pairs = JSON.parse(text);
  } catch (cause) {
    throw new BadInputError(`the mapping file is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof pairs !== 'object' || pairs === null || Array.isArray(pairs))
    throw new BadInputError('the mapping file is not a JSON object such as {"unit_price": "Price"}');
  return mappingOf(
    Object.entries(pairs).map(([field, column]) => [field, String(column)]),
    fields,
  );
}

function mappingOf(pairs: readonly (readonly [string, string])[], fields: Fields): Mapping {
  return new Map(
    pairs.map(([field, target]) => {
      if (!fields[field])
        throw new BadInputError(
          `there is no field "${field}" here; there are: ${Object.keys(fields).join(', ')}`,
        );
      return [field, target.startsWith('=') ? { constant: target.slice(1) } : { column: target.trim() }];
    }),
  );
}
