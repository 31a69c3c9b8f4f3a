import { useMemo } from 'react';
import type { StaffShop } from '../../../core/contracts/staff.ts';
import { createFormats, type Formats } from './formats.ts';
import { useLanguage } from './language.tsx';

/** Formats of a shop; without one, times in the browser's own zone. */
export function useFormats(shop?: Pick<StaffShop, 'currency' | 'timeZone'> | null): Formats {
  const { language } = useLanguage();
  const currency = shop?.currency ?? 'GBP';
  const timeZone = shop?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => createFormats(language, { currency, timeZone }), [language, currency, timeZone]);
}
