import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RuleProblemView, RuleTable } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';

const lintAfterMs = 200;

/** What is wrong with the table as it stands in the editor, saved or not. @param known the draft's own, until then. */
export function useLint(
  path: string,
  table: RuleTable,
  known: readonly RuleProblemView[],
): readonly RuleProblemView[] {
  const [settled, setSettled] = useState(table);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(table), lintAfterMs);
    return () => clearTimeout(timer);
  }, [table]);
  const lint = useQuery({
    queryKey: [`${path}/lint`, settled],
    queryFn: ({ signal }) =>
      ask<{ problems: RuleProblemView[] }>('POST', `${path}/lint`, { table: settled }, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return lint.data?.problems ?? known;
}
