import { useEffect, useState } from 'react';
import { closeIcon } from '../../icons.ts';
import { useShop } from '../shop.tsx';
import { Icon } from './icon.tsx';

const failureEvent = 'storefront:failure';
const shownMs = 8_000;

/** Says at the bottom left what did not work; for actions that have no place of their own for it. */
export function announceFailure(error: Error): void {
  window.dispatchEvent(new CustomEvent(failureEvent, { detail: error.message }));
}

export function Toasts() {
  const { t } = useShop();
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    const hear = (event: Event) => setReason((event as CustomEvent<string>).detail);
    window.addEventListener(failureEvent, hear);
    return () => window.removeEventListener(failureEvent, hear);
  }, []);
  useEffect(() => {
    if (reason === null) return;
    const timer = setTimeout(() => setReason(null), shownMs);
    return () => clearTimeout(timer);
  }, [reason]);
  return (
    <div className="toasts" role="status">
      {reason !== null && (
        <div className="toast">
          <span>{t('actionFailed', { reason })}</span>
          <button
            type="button"
            className="button button-plain"
            aria-label={t('dismiss')}
            onClick={() => setReason(null)}
          >
            <Icon path={closeIcon} size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
