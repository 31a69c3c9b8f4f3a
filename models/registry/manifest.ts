/** manifest.json of one artefact folder: what the files are, where they come from, how good they are. */
export interface ArtefactManifest {
  readonly name: string;
  /** Changes whenever a file does; stored with everything that the model says. */
  readonly version: string;
  readonly files: readonly ArtefactFile[];
  /** Labels in the order of the model's outputs; absent for an encoder. */
  readonly labels?: readonly string[];
  /** Data sets it was trained on, with their licences. */
  readonly data: readonly { readonly name: string; readonly licence: string; readonly rows?: number }[];
  /** What an encoder wants to be put before a text, by what the text is for; absent: as e5 encoders do. */
  readonly prefixes?: Prefixes;
  /** Version of the encoder that a head was trained on, where it does not bring its own. */
  readonly encoder?: string;
  readonly licence: string;
  readonly attribution: string;
  /** Development figures by name, measured on rows that were not trained on. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Put before a text that something is looked for by, and before one that is to be found. */
export interface Prefixes {
  readonly query: string;
  readonly passage: string;
}

/** Of the base encoder (Wang et al. 2022). */
export const e5Prefixes: Prefixes = { query: 'query: ', passage: 'passage: ' };
/** Of encoders that were tuned here: a message is read as it is, which saves three tokens of about twenty. */
export const tunedPrefixes: Prefixes = { query: '', passage: 'passage: ' };

export interface ArtefactFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}
