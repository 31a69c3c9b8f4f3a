import { expect, test } from 'vitest';
import type { RuleTable } from '../../../core/contracts/console-money.ts';
import { movesRows, tableDiff } from '../../../web/console/rules/table-diff.ts';
import {
  moved,
  withCell,
  withColumn,
  withNewRow,
  withoutColumn,
  withoutRow,
  withPasted,
} from '../../../web/console/rules/table-edits.ts';

const table: RuleTable = {
  hitPolicy: 'collect',
  inputs: [
    { id: 'risk', name: 'Churn risk', field: 'churnRisk' },
    { id: 'orders', name: 'Orders', field: 'orderCount' },
  ],
  rows: [
    { id: 'a', description: 'First', cells: { risk: '> 0.6', orders: '' }, offerIds: ['percent-10'] },
    { id: 'b', description: 'Second', cells: { risk: '', orders: '1' }, offerIds: [] },
  ],
};

test('a cell is written without a change of any other', () => {
  const edited = withCell(table, 'b', { input: 'risk' }, ' < 0.3 ');
  expect(edited.rows[1]!.cells).toEqual({ risk: '< 0.3', orders: '1' });
  expect(edited.rows[0]).toBe(table.rows[0]);
  expect(withCell(table, 'a', { input: 'risk' }, '> 0.6')).toBe(table);
});

test('offers are read from ids between commas or from a list as JDM has it', () => {
  const ids = ['percent-5', 'free-shipping'];
  for (const text of [
    'percent-5, free-shipping',
    '["percent-5","free-shipping"]',
    'percent-5，free-shipping',
  ])
    expect(withCell(table, 'a', 'offers', text).rows[0]!.offerIds).toEqual(ids);
});

test('cells of a spreadsheet fill to the right and down, and end at the table’s edge', () => {
  const columns = ['description', { input: 'risk' }, { input: 'orders' }, 'offers'] as const;
  const pasted = withPasted(
    table,
    { row: 0, column: 1 },
    columns,
    '> 0.7\t>= 2\r\n> 0.8\t>= 3\r\n> 0.9\t>= 4\r\n',
  );
  expect(pasted.rows.map(({ cells }) => cells)).toEqual([
    { risk: '> 0.7', orders: '>= 2' },
    { risk: '> 0.8', orders: '>= 3' },
  ]);
});

test('rows and columns come, go and move', () => {
  expect(withNewRow(table, 'c', 'a').rows.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  expect(withNewRow(table, 'c').rows[2]).toEqual({ id: 'c', description: '', cells: {}, offerIds: [] });
  expect(withoutRow(table, 'a').rows.map(({ id }) => id)).toEqual(['b']);
  expect(moved(table.rows, 'b', -1).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(moved(table.rows, 'b', 1)).toBe(table.rows);
  expect(withColumn(table, 'risk', 'Risk').inputs[2]).toEqual({ id: 'risk-2', name: 'Risk', field: 'risk' });
  expect(withoutColumn(table, 'risk').rows[0]!.cells).toEqual({ orders: '' });
});

test('a difference names rows that came, went and changed, and the cells before and after', () => {
  const later = withNewRow(withCell(withoutRow(table, 'b'), 'a', { input: 'risk' }, '> 0.7'), 'c');
  expect(tableDiff(table, later)).toEqual([
    {
      kind: 'changed',
      row: 1,
      description: 'First',
      cells: [{ part: 'condition', field: 'churnRisk', before: '> 0.6', after: '> 0.7' }],
    },
    { kind: 'added', row: 2, description: '', cells: [] },
    {
      kind: 'removed',
      row: 2,
      description: 'Second',
      cells: [
        { part: 'description', before: 'Second', after: '' },
        { part: 'condition', field: 'orderCount', before: '1', after: '' },
      ],
    },
  ]);
  expect(tableDiff(table, table)).toEqual([]);
});

test('a dropped column counts as a condition that everybody meets now', () => {
  expect(tableDiff(table, withoutColumn(table, 'risk'))[0]!.cells).toEqual([
    { part: 'condition', field: 'churnRisk', before: '> 0.6', after: '' },
  ]);
});

test('rows in another order are told, rows that came or went are not', () => {
  expect(movesRows(table, { ...table, rows: moved(table.rows, 'a', 1) })).toBe(true);
  expect(movesRows(table, withNewRow(table, 'c', 'a'))).toBe(false);
});
