import type { ImportView } from '../../../core/contracts/console-imports.ts';
import { useImportReason } from './use-import-reason.ts';

/** Why an import failed: in the page's words, else as the server said it, which is English. */
export function ImportProblem({ run }: { run: Pick<ImportView, 'problem' | 'problemDetails'> }) {
  const reason = useImportReason();
  const told = reason(run.problemDetails);
  return told === null ? <span lang="en">{run.problem}</span> : <span>{told}</span>;
}
