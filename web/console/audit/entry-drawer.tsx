import { Drawer } from '@mantine/core';
import type { AuditRow } from '../../../core/contracts/audit.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { actionInWords } from './action-words.ts';
import { fieldsOf } from './fields-of.ts';
import { useActorName } from './use-actor-name.ts';
import { useFieldName } from './use-field-name.ts';
import { useFieldValue } from './use-field-value.ts';
import { auditWords } from './words.ts';

/** One entry whole: every field before and after, and the hash that the next entry builds on. */
export function EntryDrawer({ entry, close }: { entry: AuditRow | undefined; close(): void }) {
  const t = useWords(auditWords);
  const shared = useWords(uiWords);
  return (
    <Drawer
      opened={entry !== undefined}
      onClose={close}
      position="right"
      size={520}
      title={entry && t('entry', { n: entry.sequence })}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {entry && <Entry entry={entry} />}
    </Drawer>
  );
}

function Entry({ entry }: { entry: AuditRow }) {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const formats = useFormats();
  const actorName = useActorName();
  const fieldName = useFieldName();
  const value = useFieldValue(entry);
  const fields = fieldsOf(entry.before, entry.after);
  return (
    <div className="column">
      <p>
        <strong>{actorName(entry)}</strong> · {actionInWords(entry.action, language)} ·{' '}
        <strong>{entry.subjectName ?? entry.subject}</strong>
      </p>
      <p className="meta">
        {formats.dateTime(entry.at)} · {entry.action} · {entry.subject}
      </p>
      {fields.length === 0 ? (
        <p className="meta">{t('noFields')}</p>
      ) : (
        <table className="difference-table">
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, before, after, changed }) => (
              <tr key={field}>
                <th scope="row">{fieldName(field)}</th>
                <td>{before !== undefined && value(field, before)}</td>
                <td>
                  {after !== undefined &&
                    (changed ? <strong>{value(field, after)}</strong> : value(field, after))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="hash">
        {t('hash')} {entry.hash}
      </p>
    </div>
  );
}
