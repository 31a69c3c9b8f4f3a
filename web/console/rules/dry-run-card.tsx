import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DryRunRequest, DryRunView } from '../../../core/contracts/console-dry-run.ts';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useArmName } from '../experiments/use-arm-name.ts';
import { DryRunResult } from './dry-run-result.tsx';
import { dryRunWords } from './dry-run-words.ts';

const policies = ['single-best', 'value-weighted'] as const;
const sizes = [1_000, 5_000, 10_000, 20_000] as const;

/** What a draft, or another policy, would have done with the newest decisions: asked for by a click, it takes seconds. */
export function DryRunCard({ path, page }: { path: string; page: RulesPage }) {
  const t = useWords(dryRunWords);
  const policyName = useArmName();
  const formats = useFormats(useShop());
  const versions = page.versions.map(({ version }) => version);
  const first = page.draft?.version ?? null;
  const [version, setVersion] = useState<number | null>(null);
  const [policy, setPolicy] = useState<string | null>(null);
  const [last, setLast] = useState<number>(sizes[2]);
  const rulesVersion = version ?? first;
  const run = useMutation({
    mutationFn: (request: DryRunRequest) => ask<DryRunView>('POST', `${path}/dry-run`, request),
  });
  const asLogged = '';
  return (
    <section className="card">
      <div className="card-body column">
        <h2>{t('title')}</h2>
        <p className="meta">{t('what')}</p>
        <form
          className="row dry-run-form"
          onSubmit={(event) => {
            event.preventDefault();
            run.mutate({ rulesVersion, policy, last });
          }}
        >
          <Select
            label={t('rules')}
            value={rulesVersion === null ? asLogged : String(rulesVersion)}
            data={[
              ...(first === null ? [{ value: asLogged, label: t('asLogged') }] : []),
              ...versions.map((one) => ({
                value: String(one),
                label: one === first ? t('draftVersion', { version: one }) : `v${one}`,
              })),
            ]}
            allowDeselect={false}
            onChange={(chosen) => setVersion(chosen === null || chosen === asLogged ? null : Number(chosen))}
          />
          <Select
            label={t('policy')}
            value={policy ?? asLogged}
            data={[
              { value: asLogged, label: t('asLogged') },
              ...policies.map((id) => ({ value: id, label: policyName(id) })),
            ]}
            allowDeselect={false}
            onChange={(chosen) => setPolicy(chosen === null || chosen === asLogged ? null : chosen)}
          />
          <Select
            label={t('last')}
            value={String(last)}
            data={sizes.map((size) => ({
              value: String(size),
              label: t('decisions', { n: formats.count(size) }),
            }))}
            allowDeselect={false}
            onChange={(chosen) => chosen !== null && setLast(Number(chosen))}
          />
          <Button
            type="submit"
            variant="default"
            loading={run.isPending}
            disabled={rulesVersion === null && policy === null}
          >
            {t('run')}
          </Button>
        </form>
        {rulesVersion === null && policy === null && <p className="meta">{t('nothingAsked')}</p>}
        {run.error && <Failure error={run.error} what={t('failed')} />}
      </div>
      {run.data && <DryRunResult result={run.data} offers={page.offers} stale={run.isPending} />}
    </section>
  );
}
