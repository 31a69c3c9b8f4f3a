import { readFileSync } from 'node:fs';
import type { JdmDocument } from './jdm.ts';

/** Name of the eligibility table among a shop's rules. */
export const eligibilityRules = 'eligibility';

/** The eligibility table that a new shop starts with. */
export function defaultRules(): JdmDocument {
  return JSON.parse(
    readFileSync(new URL('./default-rules.jdm.json', import.meta.url), 'utf8'),
  ) as JdmDocument;
}
