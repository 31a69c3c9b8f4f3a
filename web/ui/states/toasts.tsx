import { ActionIcon, Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { closeIcon } from '../../icons.ts';
import { Icon } from '../icon.tsx';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';

export interface Toast {
  readonly text: string;
  readonly kind?: 'good' | 'bad';
  /** One thing to do about it: Undo, for example. */
  readonly action?: { readonly label: string; run(): void };
}

const toastEvent = 'mainstay:toast';
const shownMs = 8_000;

/** Says something at the bottom left for eight seconds; what matters longer belongs into the page. */
export function showToast(toast: Toast): void {
  dispatchEvent(new CustomEvent(toastEvent, { detail: toast }));
}

/** Where toasts appear; once a page, at the bottom left (the bottom right would cover Send). */
export function Toasts() {
  const t = useWords(uiWords);
  const [toasts, setToasts] = useState<readonly (Toast & { key: number })[]>([]);
  useEffect(() => {
    let key = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const hear = (event: Event) => {
      const toast = { ...(event as CustomEvent<Toast>).detail, key: key++ };
      setToasts((shown) => [...shown.slice(-2), toast]);
      timers.add(setTimeout(() => setToasts((shown) => shown.filter((one) => one !== toast)), shownMs));
    };
    addEventListener(toastEvent, hear);
    return () => {
      removeEventListener(toastEvent, hear);
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
  const close = (toast: Toast) => setToasts((shown) => shown.filter((one) => one !== toast));
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <div key={toast.key} className="toast" data-kind={toast.kind}>
          <span>{toast.text}</span>
          {toast.action && (
            <Button
              variant="subtle"
              onClick={() => {
                close(toast);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={() => close(toast)}>
            <Icon path={closeIcon} size={16} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
