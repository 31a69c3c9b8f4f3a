import { Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DeskAgents } from '../../../core/contracts/desk.ts';
import { type AlertChange, alertOutcomes, type DeskAlert } from '../../../core/contracts/desk-keeping.ts';
import { showToast } from '../../ui/states/toasts.tsx';
import type { Column } from '../../ui/table/column.ts';
import { unknown } from '../../ui/words/formats.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { alertWords } from '../words/alert-words.ts';
import { queueWords } from '../words/queue-words.ts';

const deskPath: string = '/desk';

/** The table's columns; owner and outcome are changed in their cells. */
export function useAlertColumns(): Column<DeskAlert>[] {
  const t = useWords(alertWords);
  const queue = useWords(queueWords);
  const { language } = useLanguage();
  const desk = useDesk();
  const { formats } = desk;
  const sentence = useFailureSentence();
  const agents = useDeskQuery<DeskAgents>('agents').data?.agents ?? [];
  const change = useMutation({
    mutationFn: ({ id, ...what }: AlertChange & { id: string }) =>
      desk.ask<DeskAlert>('PATCH', `alerts/${id}`, what),
    onSuccess: ({ outcome }) => {
      if (outcome) showToast({ text: t('closedAs', { outcome: t(outcome) }), kind: 'good' });
    },
    onError: (error) => showToast({ text: sentence(error), kind: 'bad' }),
    onSettled: () => desk.refresh('alerts', 'counts'),
  });
  const nameOf = ({ shopper }: DeskAlert) => shopper.name ?? queue('visitor');
  return [
    { key: 'shopper', title: t('shopper'), cell: nameOf },
    {
      key: 'risk',
      title: t('risk'),
      align: 'right',
      cell: ({ risk }) => formats.percent(Math.round(risk * 100) / 100),
    },
    {
      key: 'why',
      title: t('why'),
      cell: ({ reasons }) =>
        reasons
          .slice(0, 2)
          .map(({ text }) => text[language])
          .join(' · ') || unknown,
    },
    { key: 'value', title: t('value'), align: 'right', cell: ({ clvCents }) => formats.money(clvCents) },
    {
      key: 'when',
      title: t('when'),
      cell: ({ createdAt }) => <span className="nowrap">{formats.relative(createdAt)}</span>,
    },
    {
      key: 'talk',
      title: t('conversation'),
      cell: ({ conversationId }) =>
        conversationId ? (
          <Link to={deskPath} search={{ c: conversationId } as never}>
            {t('openTalk')}
          </Link>
        ) : (
          unknown
        ),
    },
    {
      key: 'owner',
      title: t('owner'),
      cell: (alert) =>
        alert.state === 'closed' ? (
          (alert.owner?.name ?? t('nobody'))
        ) : (
          <Select
            className="table-select"
            aria-label={t('ownerOf', { name: nameOf(alert) })}
            value={alert.owner?.id ?? ''}
            onChange={(ownerId) => change.mutate({ id: alert.id, ownerId: ownerId || null })}
            data={[
              { value: '', label: t('nobody') },
              ...agents.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ),
    },
    {
      key: 'outcome',
      title: t('outcome'),
      cell: (alert) =>
        alert.outcome ? (
          t(alert.outcome)
        ) : (
          <Select
            className="table-select"
            aria-label={t('outcomeOf', { name: nameOf(alert) })}
            placeholder={t('choose')}
            value={null}
            onChange={(outcome) =>
              outcome && change.mutate({ id: alert.id, outcome: outcome as (typeof alertOutcomes)[number] })
            }
            data={alertOutcomes.map((outcome) => ({ value: outcome, label: t(outcome) }))}
          />
        ),
    },
  ];
}
