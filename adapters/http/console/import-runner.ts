import type { ImportKind } from '../../../core/contracts/console-imports.ts';
import type { ImportPlan, ImportRequest } from '../../shop-import/import-plan.ts';
import type { ImportPreview } from '../../shop-import/import-preview.ts';
import type { ImportControl } from '../../shop-import/import-service.ts';

/** A request whose kind may have to be guessed. */
export type ImportQuestion = Omit<ImportRequest, 'kind'> & { readonly kind?: ImportKind };

/** What can be told of a file to another thread. */
export interface ImportAnswer {
  readonly kind: ImportKind;
  readonly preview: Omit<ImportPreview, 'rows' | 'plan'> & { readonly plan: ImportPlan };
}

/** Reads and imports files away from the thread that answers requests: tables of gigabytes must not make shoppers wait. */
export interface ImportRunner {
  /** How a file would be read. @param signal ends it when nobody waits for it any more. */
  preview(
    shopId: string,
    question: ImportQuestion,
    whole: boolean,
    signal: AbortSignal,
  ): Promise<ImportAnswer>;
  /**
   * Begins an import, or goes on with it. @returns its id, once it runs; it goes on by itself.
   * @throws what ImportService.run throws before it has begun.
   */
  start(
    shopId: string,
    request: ImportRequest,
    control: Required<Pick<ImportControl, 'actor' | 'asked'>>,
  ): Promise<string>;
}
