import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { Conflict } from '../../ui/states/conflict.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useConflictCells } from './use-conflict-cells.ts';
import type { EditedDraft } from './use-draft.ts';
import { ruleWords } from './words.ts';

/** Somebody else wrote, published or discarded the draft: what is here stays until one is chosen. */
export function DraftConflictNotice({ edited, page }: { edited: EditedDraft; page: RulesPage }) {
  const t = useWords(ruleWords);
  const cells = useConflictCells(page.offers);
  const { conflict } = edited;
  const again = useMutation({ mutationFn: (live: number) => edited.beginAgain(live) });
  if (conflict === null) return null;
  if (conflict !== 'gone')
    return (
      <>
        <p>{t('conflictBy', { name: conflict.editedBy ?? t('somebody') })}</p>
        <Conflict
          cells={cells(conflict.table, edited.table)}
          takeTheirs={edited.takeTheirs}
          keepMine={edited.keepMine}
        />
      </>
    );
  return (
    <div className="notice" data-kind="warn" role="alert">
      <div>
        <p>{t('draftGone')}</p>
        {again.error && <Failure error={again.error} />}
      </div>
      <div className="row">
        <Button variant="default" onClick={edited.drop}>
          {t('draftGoneDrop')}
        </Button>
        {page.live && (
          <Button loading={again.isPending} onClick={() => page.live && again.mutate(page.live.version)}>
            {t('draftGoneAction')}
          </Button>
        )}
      </div>
    </div>
  );
}
