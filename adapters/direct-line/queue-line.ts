/** Where somebody stands who waits for a person, told beside the transcript: it changes without a message. */
export interface QueueLine {
  /** 1: next. */
  readonly place: number;
  /** The same in words of the catalogue, in the conversation's language. */
  readonly text: string;
}
