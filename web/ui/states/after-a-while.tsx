import { type ReactNode, useEffect, useState } from 'react';

/** Shows its children only when the wait is worth showing: nothing for 150 ms. */
export function AfterAWhile({ children }: { children: ReactNode }) {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return waited ? children : null;
}
