import { type TopicLabel, topicLabels } from '../../core/words.ts';
import type { SaidSoFar } from '../say/speaker.ts';

/** A quick reply: what the shopper taps or types, and what it means to the bot. */
export interface Choice {
  readonly label: string;
  /** 'topic:LABEL', 'resume', 'drop', or a word that the open step understands. */
  readonly value: string;
}

/** A question that the bot has asked and whose answer it waits for. */
export interface Step {
  /** Whose question it is: that skill gets the answer. */
  readonly skill: TopicLabel;
  /** Which question of that skill. */
  readonly name: string;
  readonly orderNumber?: string;
  readonly lineNos?: readonly number[];
  readonly detail?: string;
  readonly choices: readonly Choice[];
  /** How often the answer was not understood. */
  readonly tries: number;
  /** True: a remark that may be taken up ("cheaper", "the blue one"); nothing is asked again when it is not. */
  readonly soft?: boolean;
  /** The words it was asked in; filled in when the turn ends. */
  readonly question?: string;
}

/** What "it", "the blue one" and "cheaper" refer to. */
export interface Focus {
  readonly orderNumber: string | null;
  /** Products shown or talked about last, the newest first. */
  readonly productIds: readonly string[];
  /** The attribute or question asked about them, to be asked again of another one. */
  readonly question: string | null;
  /** Products shown side by side last, in their order: what "the second one" counts. */
  readonly listed: readonly string[];
  /** Where delivery to was asked about last. */
  readonly country: string | null;
}

/** The bot's memory of one conversation, kept as JSON. Change its shape: raise `version` and read the older one. */
export interface DialogState {
  readonly version: 1;
  /** The bot has said that it is one. */
  readonly introduced: boolean;
  /** Messages in a row that were not understood or out of scope. */
  readonly misunderstood: number;
  /** The question that is open. */
  readonly step: Step | null;
  /** A question that the shopper left for another matter. */
  readonly paused: Step | null;
  /** Quick replies that are on the screen. */
  readonly choices: readonly Choice[];
  readonly focus: Focus;
  /** Grants shown in this conversation: none is shown twice by itself. */
  readonly shownGrants: readonly string[];
  /** A complaint was made and nothing has settled it: not the moment for an offer. */
  readonly complaintOpen: boolean;
  /** Whose skill answered last: "and the blue one?" goes on with that. */
  readonly topic: TopicLabel | null;
  /** How often each wording was used. */
  readonly spoken: SaidSoFar;
}

export const freshDialog: DialogState = {
  version: 1,
  introduced: false,
  misunderstood: 0,
  step: null,
  paused: null,
  choices: [],
  focus: { orderNumber: null, productIds: [], question: null, listed: [], country: null },
  shownGrants: [],
  complaintOpen: false,
  topic: null,
  spoken: {},
};

/** What was stored; of a version that this program does not know, or a broken one, nothing is remembered. */
export function readDialog(stored: unknown): DialogState {
  if (typeof stored !== 'object' || stored === null) return freshDialog;
  const state = stored as Partial<DialogState>;
  if (state.version !== 1) return freshDialog;
  return {
    ...freshDialog,
    ...state,
    step: knownStep(state.step),
    paused: knownStep(state.paused),
    focus: { ...freshDialog.focus, ...state.focus },
  };
}

function knownStep(step: Step | null | undefined): Step | null {
  return step && topicLabels.includes(step.skill) && Array.isArray(step.choices) ? step : null;
}
