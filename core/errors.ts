/**
 * Errors with a typed code. `message` is for the person who can mend it: what was wrong, where, what would be right.
 * Only adapters/http turns codes into status codes.
 */
export type ErrorCode =
  | 'bad_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'csrf'
  | 'not_found'
  | 'conflict'
  | 'uncovered_money'
  | 'too_large'
  | 'unsupported'
  | 'rate_limited'
  | 'overloaded'
  | 'unavailable'
  | 'model_artefact'
  | 'configuration'
  | 'internal';

export interface MainstayErrorOptions extends ErrorOptions {
  /** A reason that pages have words for, what a colleague saved meanwhile; JSON. */
  readonly details?: object;
}

export class MainstayError extends Error {
  readonly code: ErrorCode;
  /** What a program can make of it, for those errors that have more to say than a sentence; JSON. */
  readonly details: object | undefined;
  constructor(code: ErrorCode, message: string, options?: MainstayErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.details = options?.details;
  }
}

export class BadInputError extends MainstayError {
  constructor(message: string, options?: MainstayErrorOptions) {
    super('bad_input', message, options);
  }
}

export class ForbiddenError extends MainstayError {
  constructor(message: string, options?: MainstayErrorOptions) {
    super('forbidden', message, options);
  }
}

export class NotFoundError extends MainstayError {
  constructor(message: string, options?: MainstayErrorOptions) {
    super('not_found', message, options);
  }
}

export class ConflictError extends MainstayError {
  constructor(message: string, options?: MainstayErrorOptions) {
    super('conflict', message, options);
  }
}

/** The caller should come back after `retryAfterS` seconds; nothing was stored. */
export class OverloadedError extends MainstayError {
  readonly retryAfterS: number;
  constructor(message: string, retryAfterS: number, options?: ErrorOptions) {
    super('overloaded', message, options);
    this.retryAfterS = retryAfterS;
  }
}

/** One client asks too often; others do not. It should come back after `retryAfterS` seconds. */
export class RateLimitedError extends MainstayError {
  readonly retryAfterS: number;
  constructor(message: string, retryAfterS: number, options?: ErrorOptions) {
    super('rate_limited', message, options);
    this.retryAfterS = retryAfterS;
  }
}

/** Something this process depends on (the database, a worker) does not answer; nothing was stored. */
export class UnavailableError extends MainstayError {
  constructor(message: string, options?: MainstayErrorOptions) {
    super('unavailable', message, options);
  }
}

/** A model file is missing or not the one its manifest names. */
export class ModelArtefactError extends MainstayError {
  constructor(message: string, options?: ErrorOptions) {
    super('model_artefact', message, options);
  }
}

export class ConfigurationError extends MainstayError {
  constructor(message: string, options?: ErrorOptions) {
    super('configuration', message, options);
  }
}
