import { useEffect, useState, useSyncExternalStore } from 'react';
import { uiWords } from '../words/ui-words.ts';
import { useFormats } from '../words/use-formats.ts';
import { useWords } from '../words/use-words.ts';

/** Says that what is shown may be old while the browser has no connection. */
export function OfflineBanner() {
  const t = useWords(uiWords);
  const formats = useFormats();
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  const [lostAt, setLostAt] = useState<string | null>(null);
  useEffect(() => setLostAt(online ? null : new Date().toISOString()), [online]);
  if (lostAt === null) return null;
  return (
    <div className="offline" role="status">
      {t('offline', { time: formats.time(lostAt) })}
    </div>
  );
}

function watch(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
