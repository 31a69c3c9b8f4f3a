import { useEffect, useState } from 'react';
import { closeIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { RequestError } from '../api.ts';
import { useShop } from '../shop.tsx';

const failureEvent = 'storefront:failure';
const shownMs = 8_000;

/** Says at the bottom left what did not work; for actions that have no place of their own for it. */
export function announceFailure(error: Error): void {
  window.dispatchEvent(new CustomEvent(failureEvent, { detail: error }));
}

export function Toasts() {
  const { t, language } = useShop();
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    const hear = (event: Event) => setFailure((event as CustomEvent<Error>).detail);
    window.addEventListener(failureEvent, hear);
    return () => window.removeEventListener(failureEvent, hear);
  }, []);
  useEffect(() => {
    if (failure === null) return;
    const timer = setTimeout(() => setFailure(null), shownMs);
    return () => clearTimeout(timer);
  }, [failure]);
  const sentence = (error: Error) => {
    if (error instanceof RequestError && error.status === 0) return t('noConnection');
    // The server gives its reasons in English alone.
    return language === 'en' ? t('actionFailedBecause', { reason: error.message }) : t('actionFailed');
  };
  return (
    <div className="toasts" role="status">
      {failure !== null && (
        <div className="toast">
          <span>{sentence(failure)}</span>
          <button
            type="button"
            className="button button-plain"
            aria-label={t('dismiss')}
            onClick={() => setFailure(null)}
          >
            <Icon path={closeIcon} size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
