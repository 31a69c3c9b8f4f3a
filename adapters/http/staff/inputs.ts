import { z } from 'zod';
import { staffRoles } from '../../../core/contracts/staff.ts';
import { languages } from '../../../core/words.ts';

/** An e-mail as it is stored and compared. */
export const emailInput = z.string().trim().toLowerCase().max(254).pipe(z.email('is no e-mail address'));
export const nameInput = z.string().trim().min(1).max(100);
export const roleInput = z.enum(staffRoles);
/** null: every shop. */
export const shopInput = z.string().max(63).nullable();
export const languageInput = z.enum(languages).default('en');
