import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { formWords } from './form-words.ts';
import { useArmName } from './use-arm-name.ts';

export interface ArmInput {
  readonly key: string;
  /** As typed. */
  readonly weight: string;
  readonly policy: string;
  /** null: the live rules. */
  readonly rulesVersion: number | null;
}

const policies = ['single-best', 'value-weighted'];
const mostArms = 10;

/** The arms of an experiment: a name, what decides, by which rules, and how much of everything each gets. */
export function ArmInputs({
  arms,
  change,
}: {
  arms: readonly ArmInput[];
  change(arms: readonly ArmInput[]): void;
}) {
  const t = useWords(formWords);
  const armName = useArmName();
  const shop = useShop();
  const path = `/api/console/shops/${shop.id}/rules`;
  const rules = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<RulesPage>('GET', path, undefined, signal),
  });
  const versions = [
    { value: 'live', label: t('liveRules') },
    ...(rules.data?.versions ?? [])
      .filter(({ state }) => state === 'retired')
      .map(({ version }) => ({ value: String(version), label: t('version', { version }) })),
  ];
  const set = (at: number, part: Partial<ArmInput>) =>
    change(arms.map((arm, i) => (i === at ? { ...arm, ...part } : arm)));
  return (
    <div className="column">
      {arms.map((arm, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: arms have no other key while their names are typed
        <div className="fields" key={i}>
          <TextInput
            label={t('key', { n: i + 1 })}
            value={arm.key}
            onChange={(event) => set(i, { key: event.currentTarget.value })}
          />
          <Select
            label={t('policy', { n: i + 1 })}
            value={arm.policy}
            onChange={(policy) => policy && set(i, { policy })}
            data={policies.map((value) => ({ value, label: armName(value) }))}
          />
          <Select
            label={t('rules', { n: i + 1 })}
            value={String(arm.rulesVersion ?? 'live')}
            onChange={(value) => set(i, { rulesVersion: value === 'live' ? null : Number(value) })}
            data={versions}
          />
          <TextInput
            label={t('weight', { n: i + 1 })}
            inputMode="decimal"
            value={arm.weight}
            onChange={(event) => set(i, { weight: event.currentTarget.value })}
          />
          {arms.length > 2 && (
            <Button variant="default" onClick={() => change(arms.filter((_, at) => at !== i))}>
              {t('removeArm', { n: i + 1 })}
            </Button>
          )}
        </div>
      ))}
      {arms.length < mostArms && (
        <div>
          <Button
            variant="default"
            onClick={() =>
              change([
                ...arms,
                { key: `arm-${arms.length + 1}`, weight: '1', policy: policies[1]!, rulesVersion: null },
              ])
            }
          >
            {t('addArm')}
          </Button>
        </div>
      )}
    </div>
  );
}
