import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { usePhone } from '../use-phone.ts';
import { DryRunCard } from './dry-run-card.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleGrid } from './rule-grid.tsx';
import { RuleVersions } from './rule-versions.tsx';
import { RulesApproval } from './rules-approval.tsx';
import { SampleCases } from './sample-cases.tsx';
import { ruleWords } from './words.ts';

/** Who may get what: the draft where there is one, else what is live; below it sample cases and versions. */
export function RulesTab() {
  const path = `/api/console/shops/${useShop().id}/rules`;
  const rules = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<RulesPage>('GET', path, undefined, signal),
  });
  const page = rules.data;
  const phone = usePhone();
  if (!page && rules.error) return <Failure error={rules.error} retry={() => void rules.refetch()} />;
  if (!page) return <Skeleton rows={8} />;
  return (
    <div className="column">
      {page.openApproval && <RulesApproval page={page} approval={page.openApproval} />}
      <Table path={path} page={page} readOnly={phone} />
      <DryRunCard path={path} page={page} />
      <SampleCases path={path} page={page} readOnly={phone} />
      <RuleVersions path={path} page={page} readOnly={phone} />
    </div>
  );
}

function Table({ path, page, readOnly }: { path: string; page: RulesPage; readOnly: boolean }) {
  // A draft that somebody else took away stays here as long as something in it is not saved.
  const [unsaved, setUnsaved] = useState(false);
  const held = useRef(page.draft);
  if (!unsaved || page.draft?.version === held.current?.version) held.current = page.draft;
  const draft = held.current;
  if (draft && !readOnly)
    return <RuleEditor key={draft.version} path={path} page={page} draft={draft} setUnsaved={setUnsaved} />;
  return <Shown path={path} page={page} readOnly={readOnly} />;
}

/** The table to read, with the way into a draft. */
function Shown({ path, page, readOnly }: { path: string; page: RulesPage; readOnly: boolean }) {
  const t = useWords(ruleWords);
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: (from: number) => ask<RulesPage>('POST', `${path}/draft`, { from }),
    onSuccess: (begun) => queries.setQueryData([path], begun),
    // Somebody may have begun one just now: then it is shown.
    onError: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const shown = page.draft ?? page.live;
  return (
    <section className="card">
      <div className="card-body row card-head">
        <div>
          <h2>{t('tableLabel')}</h2>
          <p className="meta">
            {page.live ? t('live', { version: page.live.version }) : t('noLive')} ·{' '}
            {page.draft ? t('draftShown', { version: page.draft.version }) : t('noDraft')}
            {shown && ` · ${t(shown.table.hitPolicy)}`}
          </p>
        </div>
        {!readOnly && page.live && (
          <Button loading={begin.isPending} onClick={() => page.live && begin.mutate(page.live.version)}>
            {t('edit')}
          </Button>
        )}
      </div>
      {begin.error && <Failure error={begin.error} />}
      {shown && (
        <RuleGrid
          table={shown.table}
          offers={page.offers}
          problems={page.draft?.problems ?? []}
          hits={page.hits30}
        />
      )}
    </section>
  );
}
