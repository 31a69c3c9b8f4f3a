import type { ReactNode } from 'react';

/** Nothing yet, nothing that matches, or not for one's role: a sentence and one action. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <p>{children}</p>
      {action}
    </div>
  );
}
