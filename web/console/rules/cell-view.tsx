import type {
  RuleProblemView,
  RulesPage,
  RuleTable,
  RuleTableRow,
} from '../../../core/contracts/console-money.ts';
import { ruleTextIn } from '../../../core/contracts/default-rule-texts.ts';
import { alertIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { offerNames } from './offer-names.ts';
import { cellText, type GridColumn } from './table-edits.ts';
import { useFactWords } from './use-fact-words.ts';
import { useProblemSentence } from './use-problem-sentence.ts';
import { ruleWords } from './words.ts';

/** What a cell says: plain words, the expression beside them, and what is wrong with it. */
export function CellView(props: {
  table: RuleTable;
  row: RuleTableRow;
  column: GridColumn;
  offers: RulesPage['offers'];
  problems: readonly RuleProblemView[];
}) {
  const { row, column } = props;
  const sentence = useProblemSentence();
  return (
    <>
      <Content {...props} text={cellText(row, column)} />
      {props.problems.map((problem) => (
        <span key={problem.message} className="cell-problem" data-kind={problem.severity}>
          <Icon path={alertIcon} size={16} />
          <span>{sentence(problem, column === 'offers')}</span>
        </span>
      ))}
    </>
  );
}

function Content({
  table,
  row,
  column,
  offers,
  text,
}: {
  table: RuleTable;
  row: RuleTableRow;
  column: GridColumn;
  offers: RulesPage['offers'];
  text: string;
}) {
  const t = useWords(ruleWords);
  const facts = useFactWords();
  const { language } = useLanguage();
  if (column === 'description')
    return <span>{ruleTextIn(text, language) || <span className="meta">{t('untitled')}</span>}</span>;
  if (column === 'offers')
    return <span>{offerNames(offers, row.offerIds, language, t('nothingGiven'))}</span>;
  const field = table.inputs.find(({ id }) => id === column.input)?.field ?? '';
  const words = facts.condition(field, text);
  if (text === '') return <span className="meta">{words}</span>;
  return (
    <>
      <span>{words ?? t('unclear')}</span> <code className="cell-code">{text}</code>
    </>
  );
}
