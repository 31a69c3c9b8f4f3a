import type { styleText } from 'node:util';
import type { ActivityBody } from '../bot/ports/conversation-store.ts';
import type { Card, MessageExtras } from '../core/contracts/message.ts';
import { columnsOf, wrapToColumns } from './terminal-text.ts';

/** Something to be sent by its number. */
export interface ChatAction {
  readonly label: string;
  readonly activity: { readonly type: 'message'; readonly text?: string; readonly value?: unknown };
}

export interface ChatStyle {
  readonly columns: number;
  /** As `styleText`; without colours: the text as it is. */
  readonly paint: (format: Parameters<typeof styleText>[0], text: string) => string;
}

const indent = '  ';

/** What replies look like in a terminal: texts wrapped, cards as blocks with a line at their side, sources below. */
export function replyLines(replies: readonly ActivityBody[], { columns, paint }: ChatStyle): string[] {
  return replies.flatMap((reply) => {
    const { cards = [], sources = [] } = extrasOf(reply);
    return [
      ...wrapToColumns(reply.text ?? '', columns - indent.length).map((line) => `${indent}${line}`),
      ...cards.flatMap((card) =>
        cardLines(card, columns - 6, paint).map((line) => `${indent}${paint('dim', '│')} ${line}`),
      ),
      ...sources.map(({ title, url }) => `${indent}${paint('dim', `↳ ${title}${url ? `  ${url}` : ''}`)}`),
    ];
  });
}

/** Quick replies of the newest message and the buttons of the cards, in the order in which they are numbered. */
export function chatActions(replies: readonly ActivityBody[]): ChatAction[] {
  const actions: ChatAction[] = [];
  for (const { suggestedActions, attachments } of replies) {
    for (const { content } of (attachments ?? []) as { content?: { title?: string; buttons?: Button[] } }[])
      for (const { type, title, value } of content?.buttons ?? [])
        if (type === 'postBack')
          actions.push({ label: `${title} (${content?.title})`, activity: { type: 'message', value } });
    for (const { title } of (suggestedActions as { actions?: Button[] } | undefined)?.actions ?? [])
      actions.push({ label: title, activity: { type: 'message', text: title } });
  }
  return actions;
}

interface Button {
  readonly type: string;
  readonly title: string;
  readonly value?: unknown;
}

/** The numbered actions, as many on a line as fit. */
export function actionLines(actions: readonly ChatAction[], { columns, paint }: ChatStyle): string[] {
  const lines: string[] = [];
  let used = 0;
  actions.forEach(({ label }, i) => {
    const width = columnsOf(`${i + 1} ${label}`) + 3;
    const shown = `${paint('cyan', String(i + 1))} ${label}`;
    if (lines.length > 0 && used + width <= columns) {
      lines[lines.length - 1] += `   ${shown}`;
      used += width;
    } else {
      lines.push(`${indent}${shown}`);
      used = indent.length + width;
    }
  });
  return lines;
}

function extrasOf({ channelData }: ActivityBody): MessageExtras {
  return (channelData as { mainstay?: MessageExtras } | undefined)?.mainstay ?? {};
}

function cardLines(card: Card, columns: number, paint: ChatStyle['paint']): string[] {
  switch (card.kind) {
    case 'product':
      return [
        ...apart(card.name, card.price, columns, paint),
        ...(card.reason ? wrapToColumns(card.reason, columns).map((line) => paint('dim', line)) : []),
      ];
    case 'offer':
      return [
        ...apart(card.title, card.code, columns, paint),
        ...wrapToColumns(`${card.until} · ${card.notice}`, columns).map((line) => paint('dim', line)),
      ];
    case 'order':
      return [
        ...apart(`${card.number} · ${card.state}`, card.total, columns, paint),
        ...card.lines.flatMap(({ name, quantity }) => wrapToColumns(`${quantity} × ${name}`, columns)),
        ...card.steps.map(({ label, at, done }) =>
          paint(done ? 'green' : 'dim', `${done ? '✔' : '○'} ${label}${at ? ` ${at}` : ''}`),
        ),
      ];
  }
}

/** A title at the left and a figure at the right end, below it where both do not fit. */
function apart(left: string, right: string, columns: number, paint: ChatStyle['paint']): string[] {
  const room = Math.min(columns, 60) - columnsOf(left) - columnsOf(right);
  if (room >= 2) return [`${paint('bold', left)}${' '.repeat(room)}${right}`];
  return [...wrapToColumns(left, columns).map((line) => paint('bold', line)), right];
}
