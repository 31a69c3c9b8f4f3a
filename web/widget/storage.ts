/** The part of the browser's Storage that the widget needs. */
export interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A browser store that never throws: where the browser refuses one (private mode, full, blocked), memory stands in. */
export function safeStorage(open: () => KeyValueStore): KeyValueStore {
  const memory = new Map<string, string>();
  const store = attempt(open);
  return {
    getItem: (key) => memory.get(key) ?? attempt(() => store?.getItem(key)) ?? null,
    setItem: (key, value) => {
      memory.delete(key);
      const kept = attempt(() => {
        store?.setItem(key, value);
        return store;
      });
      if (!kept) memory.set(key, value);
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt(() => store?.removeItem(key));
    },
  };
}

/** A JSON value below a key; null when it is missing or broken. */
export function readJson<T>(store: KeyValueStore, key: string): T | null {
  return attempt(() => JSON.parse(store.getItem(key) ?? 'null') as T | null) ?? null;
}

export function writeJson(store: KeyValueStore, key: string, value: unknown): void {
  store.setItem(key, JSON.stringify(value));
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
