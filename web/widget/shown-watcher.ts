/** Calls back once for each element, when at least half of it has come into sight. */
export class ShownWatcher {
  readonly #waiting = new Map<Element, () => void>();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.#observer.unobserve(target);
        this.#waiting.get(target)?.();
        this.#waiting.delete(target);
      }
    },
    { threshold: 0.5 },
  );

  watch(element: Element, onShown: () => void): void {
    this.#waiting.set(element, onShown);
    this.#observer.observe(element);
  }

  clear(): void {
    this.#observer.disconnect();
    this.#waiting.clear();
  }
}
