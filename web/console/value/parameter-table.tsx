import type { ValueModel, ValueParameter } from '../../../core/contracts/console-value.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { valueWords } from './words.ts';

/** Parameters with their standard errors, a table a model. */
export function ParameterTable({ models }: { models: readonly ValueModel[] }) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const figure = (value: number) => formats.count(Number(value.toPrecision(4)));
  const columns: Column<ValueParameter>[] = [
    { key: 'name', title: t('parameter'), cell: ({ name }) => name },
    { key: 'value', title: t('valueColumn'), align: 'right', cell: ({ value }) => figure(value) },
    {
      key: 'error',
      title: t('standardError'),
      align: 'right',
      cell: ({ value, standardError }) =>
        standardError > value ? `${figure(standardError)}, ${t('unsure')}` : figure(standardError),
    },
  ];
  return (
    <section className="card card-body column">
      <h2>{t('model')}</h2>
      {models.map((model) => (
        <div key={model.title} className="column">
          <p className="meta">
            {t('modelBasis', {
              title: model.title,
              shoppers: formats.count(model.shoppers),
              likelihood: formats.count(Math.round(model.logLikelihood * 10) / 10),
              agreeing: model.startsAgreeing,
              starts: model.starts,
            })}
          </p>
          <DataTable
            label={model.title}
            columns={columns}
            rows={model.parameters}
            rowKey={({ name }) => name}
            empty={null}
            whole
          />
        </div>
      ))}
    </section>
  );
}
