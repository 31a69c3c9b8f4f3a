import type { StaffMember } from '../../core/contracts/staff.ts';

/** Where somebody begins to work. */
export function startPath({ role }: StaffMember): string {
  return role === 'agent' ? '/desk' : '/console';
}
