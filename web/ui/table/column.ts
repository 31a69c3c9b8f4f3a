import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  cell(row: Row): ReactNode;
  /** Figures stand at the right. */
  readonly align?: 'right';
  /** The server can sort by this column. */
  readonly sortable?: boolean;
  /** Read by screen readers only: a column of buttons. */
  readonly hiddenTitle?: boolean;
}

/** A column's key, with `-` in front for descending; as it stands in the URL. */
export type Sort = string;

/** What the URL says after a click on a column's title: ascending, descending, ascending ... */
export function sortAfterClick(sort: Sort | undefined, key: string): Sort {
  return sort === key ? `-${key}` : key;
}
