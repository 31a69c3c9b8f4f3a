import type { DeskCommand } from '../../../core/contracts/desk-keys.ts';

const chosenEvent = 'mainstay:deskCommand';

/** Does what a single key does, for whoever chose it from a list: also where single keys are switched off. */
export function runCommand(command: DeskCommand): void {
  dispatchEvent(new CustomEvent(chosenEvent, { detail: command }));
}

/** Hears what was chosen. @returns how to stop. */
export function onCommand(run: (command: DeskCommand) => void): () => void {
  const hear = (event: Event) => run((event as CustomEvent<DeskCommand>).detail);
  addEventListener(chosenEvent, hear);
  return () => removeEventListener(chosenEvent, hear);
}
