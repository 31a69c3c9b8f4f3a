/** What the list's address says. */
export interface ListSearch {
  q?: string;
  page?: number;
}
