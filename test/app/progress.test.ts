import { expect, test } from 'vitest';
import { plainProgress } from '../../app/plain-progress.ts';
import { terminalProgress } from '../../app/terminal-progress.ts';
import { columnsOf } from '../../app/terminal-text.ts';

/** What a terminal shows in the end of what was written to it: lines cleared and drawn over are gone. */
function screen(written: string): string[] {
  return written.split('\n').map((line) => line.split('\r\x1b[2K').at(-1)!);
}

test('in a log a step is a line at its beginning, one a quarter, and one at its end', () => {
  let now = 0;
  let text = '';
  const progress = plainProgress(
    (more) => {
      text += more;
    },
    () => now,
  );
  const step = progress.begin('Drawing the shop');
  for (let percent = 0; percent <= 100; percent += 2) step.at(percent / 100, 'orders');
  now = 7_300;
  step.end();
  progress.begin('Learning').end('not yet: too little');
  expect(text.split('\n')).toEqual([
    'Drawing the shop ...',
    'Drawing the shop: 26 %, orders',
    'Drawing the shop: 50 %, orders',
    'Drawing the shop: 76 %, orders',
    'Drawing the shop: done in 7.3 s',
    'Learning ...',
    'Learning: not yet: too little',
    '',
  ]);
  expect(text).not.toContain('\x1b');
});

test('in a terminal what goes on is one line that fits, and each finished step leaves one', () => {
  let now = 0;
  let written = '';
  const terminal = {
    columns: 60,
    write(text: string) {
      written += text;
    },
  };
  const progress = terminalProgress(terminal, () => now);
  const shop = progress.begin('Drawing the demo shop');
  const models = progress.begin('正在加载模型，请稍候，这可能需要一些时间');
  shop.at(0.42, 'orders');
  now = 1_500;
  progress.line('a word in between');
  expect(screen(written)[0]).toBe('a word in between');
  const moving = screen(written).at(-1)!;
  expect(moving).toMatch(/^⠋ Drawing the demo shop █{8}░{12} {2}42 % orders/);
  expect(columnsOf(moving)).toBeLessThan(60);
  models.end();
  shop.end();
  expect(screen(written)).toEqual([
    'a word in between',
    '✔ 正在加载模型，请稍候，这可能需要一些时间  1.5 s',
    '✔ Drawing the demo shop  1.5 s',
    '',
  ]);
});
