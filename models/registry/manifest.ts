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
  /** Version of the encoder that a head was trained on, where it does not bring its own. */
  readonly encoder?: string;
  readonly licence: string;
  readonly attribution: string;
  /** Development figures by name, measured on rows that were not trained on. */
  readonly metrics: Readonly<Record<string, number>>;
}

export interface ArtefactFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}
