import { type ReactNode, useEffect, useState } from 'react';
import { RequestError } from '../api.ts';
import { useShop } from '../shop.tsx';

/** Shows its children only when the wait is worth showing: nothing for 150 ms. */
export function AfterAWhile({ children }: { children: ReactNode }) {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return waited ? children : null;
}

/** Where something failed: what failed, what is safe, and how to go on. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useShop();
  const requestId = error instanceof RequestError ? error.requestId : null;
  return (
    <div className="note note-bad" role="alert">
      <p>
        <strong>{t('failed')}</strong> {t('failedSafe')}
      </p>
      <button type="button" className="button" onClick={retry}>
        {t('retry')}
      </button>
      {requestId && <p className="meta">{t('requestId', { id: requestId })}</p>}
    </div>
  );
}

export function Empty({ children, action }: { children: ReactNode; action: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
