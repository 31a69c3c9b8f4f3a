import type { RequestHandler } from 'express';
import type { StaffRole } from '../../../core/contracts/staff.ts';
import { ForbiddenError } from '../../../core/errors.ts';
import { staffOf } from './staff-member.ts';

/**
 * Lets these roles pass, and admins always; without roles, whoever is signed in. Nobody signed in: 401. Another role:
 * 403 that says which one it takes.
 */
export function requireRole(...roles: StaffRole[]): RequestHandler {
  return (_request, response, next) => {
    const { role } = staffOf(response);
    if (roles.length === 0 || role === 'admin' || roles.includes(role)) return next();
    throw new ForbiddenError(`this is for the role ${[...roles, 'admin'].join(' or ')}; yours is ${role}`);
  };
}
