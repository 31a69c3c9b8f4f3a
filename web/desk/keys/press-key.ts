/** Does what a single key does, for whoever chose it from a list: also where single keys are switched off. */
export function pressKey(key: string): void {
  dispatchEvent(new CustomEvent(pressedEvent, { detail: key }));
}

const pressedEvent = 'mainstay:deskKey';

/** Hears what was chosen. @returns how to stop. */
export function onPressedKey(run: (key: string) => void): () => void {
  const hear = (event: Event) => run((event as CustomEvent<string>).detail);
  addEventListener(pressedEvent, hear);
  return () => removeEventListener(pressedEvent, hear);
}
