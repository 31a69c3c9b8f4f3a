const insertEvent = 'mainstay:insertText';

/** Puts a text where the person writes in the open conversation, for whoever chose it from a list elsewhere. */
export function insertText(text: string): void {
  dispatchEvent(new CustomEvent(insertEvent, { detail: text }));
}

/** Hears what was chosen. @returns how to stop. */
export function onInsertText(insert: (text: string) => void): () => void {
  const hear = (event: Event) => insert((event as CustomEvent<string>).detail);
  addEventListener(insertEvent, hear);
  return () => removeEventListener(insertEvent, hear);
}
