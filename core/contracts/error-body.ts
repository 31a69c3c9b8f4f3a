/** The body of every refusal: a code for programs, a sentence for whoever can mend it, and facts to mend it by. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details?: object;
  };
}
