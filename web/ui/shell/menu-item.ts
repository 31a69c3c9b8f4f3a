import type { StaffRole } from '../../../core/contracts/staff.ts';

/** One entry of a page's menu. */
export interface MenuItem {
  /** Also the key of its badge in GET /api/badges. */
  readonly key: string;
  readonly path: string;
  /** Of web/icons.ts. */
  readonly icon: string;
  readonly label: string;
  /** Who sees it, beside admins. */
  readonly roles: readonly StaffRole[];
}
