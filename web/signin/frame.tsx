import type { ReactNode } from 'react';
import { LanguageButton } from '../ui/shell/language-button.tsx';
import { SchemeButton } from '../ui/shell/scheme-button.tsx';

/** One column of 360 px at all widths. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="gate">
      <header className="gate-bar">
        <LanguageButton />
        <SchemeButton />
      </header>
      <main className="gate-column">
        <p className="gate-mark">
          <span aria-hidden="true">M</span>
          <span>Mainstay</span>
        </p>
        {children}
      </main>
    </div>
  );
}
