import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DraftConflict, RulesPage, RuleTable } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { RequestError } from '../../ui/api/request-error.ts';

const saveAfterMs = 600;

export type DraftState = 'saved' | 'saving' | 'unsaved' | 'conflict';

export interface EditedDraft {
  readonly table: RuleTable;
  readonly state: DraftState;
  /** As the server has it; goes with publishing and discarding. */
  readonly revision: number;
  readonly error: Error | null;
  /** What somebody else wrote; `gone`: the draft was published or discarded. null: nobody was in between. */
  readonly conflict: DraftConflict | 'gone' | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  edit(next: RuleTable): void;
  undo(): void;
  redo(): void;
  takeTheirs(): void;
  keepMine(): void;
  /** After `gone`: begins a draft anew from the live version and writes this table into it. */
  beginAgain(live: number): Promise<void>;
  drop(): void;
  retry(): void;
}

type Base = Pick<NonNullable<RulesPage['draft']>, 'table' | 'revision' | 'editedAt'>;

interface Steps {
  readonly past: readonly RuleTable[];
  readonly table: RuleTable;
  readonly future: readonly RuleTable[];
}

/**
 * The draft as it stands in the editor: steps that can be undone, saved by itself a moment after each. Where somebody
 * else wrote in between, saving stops, what stands here stays, and the choice is left to whoever looks at both.
 * @param path of the rules. @param draft as the server has it.
 */
export function useDraft(path: string, draft: NonNullable<RulesPage['draft']>): EditedDraft {
  const queries = useQueryClient();
  const [steps, setSteps] = useState<Steps>({ past: [], table: draft.table, future: [] });
  /** What the server has of it. */
  const [base, setBase] = useState<Base>(draft);
  const [conflict, setConflict] = useState<EditedDraft['conflict']>(null);
  const unsaved = steps.table !== base.table;

  const save = useMutation({
    // An answer from before this write must not come in after it.
    onMutate: () => queries.cancelQueries({ queryKey: [path] }),
    mutationFn: (sent: { table: RuleTable; revision: number }) =>
      ask<RulesPage>('PUT', `${path}/draft`, sent),
    onSuccess: (page, sent) => {
      queries.setQueryData([path], page);
      if (page.draft) setBase({ ...page.draft, table: sent.table });
    },
    onError: (error) => {
      if (!(error instanceof RequestError) || error.status !== 409) return;
      setConflict((error.details.theirs as DraftConflict | null) ?? 'gone');
    },
  });
  const { mutate, isPending, error } = save;
  const failed = error !== null && conflict === null;

  useEffect(() => {
    if (!unsaved || isPending || conflict || failed) return;
    const timer = setTimeout(() => mutate({ table: steps.table, revision: base.revision }), saveAfterMs);
    return () => clearTimeout(timer);
  }, [unsaved, isPending, conflict, failed, steps.table, base.revision, mutate]);

  // Somebody else's draft comes in by itself where nothing of one's own is unsaved.
  useEffect(() => {
    if (unsaved || draft.revision === base.revision || draft.editedAt < base.editedAt) return;
    setBase(draft);
    setSteps({ past: [], table: draft.table, future: [] });
  }, [draft, base, unsaved]);

  // Leaving the window with unsaved edits asks first; leaving for another page of the console saves them.
  useEffect(() => {
    if (!unsaved) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [unsaved]);
  const last = useRef<(() => void) | null>(null);
  last.current =
    unsaved && !isPending && !conflict
      ? () =>
          void ask('PUT', `${path}/draft`, { table: steps.table, revision: base.revision }).catch(() => {})
      : null;
  useEffect(() => () => last.current?.(), []);

  const drop = () => {
    setBase((now) => ({ ...now, table: steps.table }));
    setConflict(null);
    save.reset();
    void queries.invalidateQueries({ queryKey: [path] });
  };
  return {
    table: steps.table,
    state: conflict ? 'conflict' : isPending ? 'saving' : unsaved ? 'unsaved' : 'saved',
    revision: base.revision,
    error: failed ? error : null,
    conflict,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    edit(next) {
      if (failed) save.reset();
      setSteps((now) =>
        next === now.table ? now : { past: [...now.past.slice(-199), now.table], table: next, future: [] },
      );
    },
    undo: () =>
      setSteps((now) => {
        const last = now.past.at(-1);
        return last ? { past: now.past.slice(0, -1), table: last, future: [now.table, ...now.future] } : now;
      }),
    redo: () =>
      setSteps((now) => {
        const [next, ...future] = now.future;
        return next ? { past: [...now.past, now.table], table: next, future } : now;
      }),
    takeTheirs() {
      if (conflict === null || conflict === 'gone') return;
      setBase((now) => ({ ...now, table: conflict.table, revision: conflict.revision }));
      setSteps(({ past, table }) => ({ past: [...past, table], table: conflict.table, future: [] }));
      setConflict(null);
      save.reset();
      void queries.invalidateQueries({ queryKey: [path] });
    },
    keepMine() {
      if (conflict === null || conflict === 'gone') return;
      setBase((now) => ({ ...now, table: conflict.table, revision: conflict.revision }));
      setConflict(null);
      save.reset();
    },
    async beginAgain(live) {
      try {
        const begun = await ask<RulesPage>('POST', `${path}/draft`, { from: live });
        const revision = begun.draft?.revision ?? 0;
        const page = await ask<RulesPage>('PUT', `${path}/draft`, { table: steps.table, revision });
        queries.setQueryData([path], page);
        if (page.draft) setBase({ ...page.draft, table: steps.table });
        setConflict(null);
        save.reset();
      } catch (failure) {
        const theirs = failure instanceof RequestError && failure.details.theirs;
        if (!theirs) throw failure;
        // Somebody was quicker with a new draft: now both are there to be compared.
        setConflict(theirs as DraftConflict);
      }
    },
    drop,
    retry: () => save.reset(),
  };
}
