import type { StaffMember } from '../../core/contracts/staff.ts';
import { startPath } from '../ui/start-path.ts';

/** Leaves for where somebody was going, or for their start page. */
export function goOn(member: StaffMember): void {
  location.replace(wantedPath() ?? startPath(member));
}

/** `?to=` when it is a path on this server. */
export function wantedPath(): string | null {
  const to = new URLSearchParams(location.search).get('to');
  if (to === null) return null;
  const url = new URL(to, location.origin);
  return url.origin === location.origin && to.startsWith('/') ? url.pathname + url.search : null;
}
