/** One row of a training set. */
export interface LabelledText {
  readonly text: string;
  readonly label: string;
}
