import type { ShareView } from '../../../core/contracts/console-service.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { reviewWords } from './words.ts';

/** Shares in whole percent, and with their interval. */
export function useShare() {
  const t = useWords(reviewWords);
  const formats = useFormats();
  const whole = (share: number | null) =>
    formats.percent(share === null ? null : Math.round(share * 100) / 100);
  return {
    whole,
    interval: ({ share, low, high }: Pick<ShareView, 'share' | 'low' | 'high'>) =>
      share === null ? whole(null) : t('interval', { at: whole(share), low: whole(low), high: whole(high) }),
    /** A difference of two shares, in points. */
    points: ({ estimate, low, high }: { estimate: number; low: number; high: number }) => {
      const signed = (value: number) => {
        const rounded = Math.round(100 * value);
        return `${rounded > 0 ? '+' : ''}${rounded}`.replace('-', '\u2212');
      };
      return t('points', { at: signed(estimate), low: signed(low), high: signed(high) });
    },
  };
}
