import { useQueryClient } from '@tanstack/react-query';
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
  const { session, t } = useShop();
  const queries = useQueryClient();
  const again = () => {
    // Without a session the header stands empty: what stopped this has stopped that as well.
    if (!session) queries.refetchQueries({ queryKey: ['session'] });
    retry();
  };
  const requestId = error instanceof RequestError ? error.requestId : null;
  return (
    <div className="note note-bad" role="alert">
      <div>
        <p>
          <strong>{t('failed')}</strong> {t('failedSafe')}
        </p>
        {requestId && <p className="meta">{t('requestId', { id: requestId })}</p>}
      </div>
      <button type="button" className="button" onClick={again}>
        {t('retry')}
      </button>
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
