import { ActionIcon, Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleCaseView, RulesPage } from '../../../core/contracts/console-money.ts';
import { plusIcon, trashIcon } from '../../icons.ts';
import { ask } from '../../ui/api/ask.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { factOf } from './field-words.ts';
import { useFactWords } from './use-fact-words.ts';
import { ruleWords } from './words.ts';

/** A sample case: a shopper by facts, and the offers that must come out. */
export function CaseDialog(props: {
  path: string;
  page: RulesPage;
  editing: RuleCaseView | 'new' | null;
  close(): void;
}) {
  const t = useWords(ruleWords);
  const shared = useWords(uiWords);
  const { editing } = props;
  return (
    <Modal
      opened={editing !== null}
      onClose={props.close}
      size="lg"
      title={t(editing === 'new' ? 'addCase' : 'editCase')}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {editing && <CaseForm {...props} known={editing === 'new' ? null : editing} />}
    </Modal>
  );
}

interface TypedFact {
  readonly key: number;
  readonly field: string;
  readonly typed: string;
}

function CaseForm({
  path,
  page,
  known,
  close,
}: {
  path: string;
  page: RulesPage;
  known: RuleCaseView | null;
  close(): void;
}) {
  const t = useWords(ruleWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const words = useFactWords();
  const queries = useQueryClient();
  const [name, setName] = useState(known?.name ?? '');
  const [expected, setExpected] = useState([...(known?.expected ?? [])]);
  const [facts, setFacts] = useState<readonly TypedFact[]>(() => firstFacts(page, known));
  const numbers = facts.map(({ typed }) => (typed.trim() === '' ? Number.NaN : Number(typed)));
  const sound = name.trim() !== '' && numbers.every(Number.isFinite);
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        facts: Object.fromEntries(facts.map(({ field }, i) => [field, numbers[i]])),
        expected,
      };
      return known
        ? ask<void>('PUT', `${path}/cases/${known.id}`, body)
        : ask<void>('POST', `${path}/cases`, body);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [path] });
      showToast({ kind: 'good', text: t('caseSaved') });
      close();
    },
  });
  const change = (key: number, changed: Partial<TypedFact>) =>
    setFacts((all) => all.map((fact) => (fact.key === key ? { ...fact, ...changed } : fact)));
  const unused = page.fields.filter(({ name: field }) => !facts.some((fact) => fact.field === field));
  const choices = (own: string) => [
    { value: own, label: words.label(own) },
    ...unused.map(({ name: field }) => ({ value: field, label: words.label(field) })),
  ];
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (sound) save.mutate();
      }}
    >
      <TextInput
        label={t('caseName')}
        value={name}
        maxLength={120}
        required
        withAsterisk={false}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <fieldset className="column case-facts">
        <legend>{t('caseFacts')}</legend>
        {facts.map(({ key, field, typed }, i) => (
          <div key={key} className="case-fact">
            <Select
              aria-label={t('fact')}
              value={field}
              data={choices(field)}
              searchable
              onChange={(chosen) => chosen && change(key, { field: chosen })}
            />
            <TextInput
              aria-label={words.label(field)}
              inputMode="decimal"
              value={typed}
              onChange={(event) => change(key, { typed: event.currentTarget.value })}
              error={typed !== '' && !Number.isFinite(numbers[i]) ? t('notNumber') : null}
            />
            <span className="meta case-reads">{hint(field, numbers[i]!)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('removeFact')}: ${words.label(field)}`}
              onClick={() => setFacts((all) => all.filter((fact) => fact.key !== key))}
            >
              <Icon path={trashIcon} size={16} />
            </ActionIcon>
          </div>
        ))}
        {unused[0] && (
          <Button
            variant="subtle"
            leftSection={<Icon path={plusIcon} size={16} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() =>
              setFacts((all) => [
                ...all,
                { key: 1 + Math.max(0, ...all.map(({ key }) => key)), field: unused[0]!.name, typed: '' },
              ])
            }
          >
            {t('addFact')}
          </Button>
        )}
        <p className="meta">{t('restFacts')}</p>
      </fieldset>
      <MultiSelect
        label={t('caseExpected')}
        description={expected.length === 0 ? t('expectedHint') : undefined}
        value={expected}
        onChange={setExpected}
        data={page.offers.map((offer) => ({ value: offer.id, label: offer.name[language] }))}
      />
      {save.error && <Failure error={save.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={close}>
          {shared('cancel')}
        </Button>
        <Button type="submit" disabled={!sound} loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );

  /** What to write, and how it reads once it is written. */
  function hint(field: string, typed: number): string {
    const kind = factOf(field)?.kind ?? 'count';
    const example = { share: 0.5, money: 8_000, days: 30, count: 2 }[kind];
    const value = words.value(field, Number.isFinite(typed) ? typed : example);
    if (Number.isFinite(typed)) return t('reads', { value });
    return t(`${kind}Hint`, { example, value });
  }
}

/** A new case begins with the facts that the table asks for. */
function firstFacts(page: RulesPage, known: RuleCaseView | null): TypedFact[] {
  const pairs = known
    ? Object.entries(known.facts).map(([field, value]) => [field, String(value)] as const)
    : (page.draft ?? page.live)?.table.inputs.map(({ field }) => [field, ''] as const);
  const asked = [...new Map(pairs ?? [])].filter(([field]) => page.fields.some(({ name }) => name === field));
  return asked.map(([field, typed], key) => ({ key, field, typed }));
}
