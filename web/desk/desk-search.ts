import { type DeskState, type DeskView, isOneOf, states, views } from './queue/queue-choices.ts';

/** What the desk's address holds: filters, what is searched for, which conversation is open. */
export interface DeskSearch {
  readonly view?: DeskView;
  readonly state?: DeskState;
  readonly topic?: string;
  readonly language?: 'en' | 'zh';
  readonly risk?: number;
  /** Minor units. */
  readonly value?: number;
  readonly q?: string;
  /** The open conversation. */
  readonly c?: string;
  /** On phones: the panel's screen. */
  readonly panel?: true;
}

/** Takes what it can read of an address, and leaves the rest. */
export function readDeskSearch(search: Record<string, unknown>): DeskSearch {
  const { view, state, topic, language, risk, value, q, c, panel } = search;
  return {
    ...(isOneOf(views, view) && { view }),
    ...(isOneOf(states, state) && { state }),
    ...(typeof topic === 'string' && topic !== '' && { topic }),
    ...((language === 'en' || language === 'zh') && { language }),
    ...(isBetween(risk, 0, 1) && { risk }),
    ...(isBetween(value, 0, 1e12) && { value: Math.round(value) }),
    // The router reads what looks like a number as one: an order number is text.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...(typeof c === 'string' && { c }),
    ...(panel === true && { panel }),
  };
}

function isBetween(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}
