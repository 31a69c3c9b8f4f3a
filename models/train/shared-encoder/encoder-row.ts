/** A labelled text that the shared encoder and its heads learn from, or are measured on. */
export interface EncoderRow {
  /** Name of the task; each has a head. */
  readonly task: string;
  /** As it is read in service. */
  readonly text: string;
  readonly label: string;
  /** Where it comes from: a public set's name, 'own' or 'laboratory'. */
  readonly source: string;
  /** 'calibration' rows choose temperatures and mixes after training; 'dev' rows are only measured on. */
  readonly split: 'train' | 'calibration' | 'dev';
  /** How it is read: as a shopper's message, or as something to be found. */
  readonly kind: 'query' | 'passage';
  /** Its sentence vector is held where the base encoder puts it, so that passages are still found by questions. */
  readonly anchored: boolean;
  readonly weight: number;
}

/** Whether it was written for this project. */
export function isOwn({ source }: Pick<EncoderRow, 'source'>): boolean {
  return source.startsWith('own');
}
