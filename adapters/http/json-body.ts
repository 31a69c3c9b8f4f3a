import express, { type RequestHandler } from 'express';
import { refuseOddJson } from './refuse-odd-json.ts';

export interface JsonBodyOptions {
  readonly limitBytes: number;
  /** Reads every body as JSON, whatever it says that it is: Direct Line clients differ. Default: false. */
  readonly anyType?: boolean;
  /** 'kept' where what is stored is mended later, so that no message is lost by one odd character. */
  readonly nul?: 'refused' | 'kept';
}

/** Reads a JSON body into `request.body` and refuses what is well-formed but not fit to be worked with. */
export function jsonBody({ limitBytes, anyType = false, nul = 'refused' }: JsonBodyOptions): RequestHandler {
  const parse = express.json({ limit: limitBytes, ...(anyType ? { type: () => true } : {}) });
  return (request, response, next) => {
    parse(request, response, (error?: unknown) => {
      if (error) return next(error);
      try {
        refuseOddJson(request.body, { nul });
      } catch (refusal) {
        return next(refusal);
      }
      next();
    });
  };
}
