/** What the desk does at a single key, with the keys that it has until somebody chooses others. */
export const defaultDeskKeys = {
  next: 'j',
  before: 'k',
  reply: 'r',
  note: 'n',
  take: 't',
  offer: 'o',
  resolve: 'e',
  assign: 'a',
  giveBack: 'b',
  canned: 'c',
  product: 'p',
  undo: 'u',
} as const;

export type DeskCommand = keyof typeof defaultDeskKeys;

export type DeskKeys = Readonly<Record<DeskCommand, string>>;

/** Search and the sheet of keys: the same for everybody. */
export const fixedDeskKeys: readonly string[] = ['/', '?'];

/** `PUT me/keys`: a person's own keys, at every shop and browser; what is left out has its default. Answers OwnDeskKeys. */
export interface DeskKeysRequest {
  readonly keys: Partial<DeskKeys>;
}

export interface OwnDeskKeys {
  readonly keys: DeskKeys;
  /** True: some differ from the default. */
  readonly changed: boolean;
}
