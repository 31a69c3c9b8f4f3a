const wishes = [
  'I want',
  'Please find me',
  'Do you have',
  'Looking for',
  'Show me',
  'I need',
  'Can I buy',
  'Any',
];
const goods = { lamps: ['a lamp', 'a lantern', 'a floor light'], tea: ['green tea', 'a teapot', 'oolong'] };

/** Messages of two departments as CSV: the wishes from one to another, each for all goods. */
export function labelledWishes(from: number, to: number, [text, label] = ['text', 'label']): string {
  const lines = Object.entries(goods).flatMap(([department, things]) =>
    wishes.slice(from, to).flatMap((wish) => things.map((thing) => `"${wish} ${thing}",${department}`)),
  );
  return `${text},${label}\n${lines.join('\n')}\n`;
}
