import { Button } from '@mantine/core';
import type { PersonWithLink } from '../../../core/contracts/people.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { peopleWords } from './words.ts';

/** A link that was just made, to be copied: the server keeps only its hash. */
export function LinkHandout({ made, done }: { made: PersonWithLink; done(): void }) {
  const t = useWords(peopleWords);
  const formats = useFormats();
  return (
    <div className="column">
      <CopyField label={t('linkLabel')} value={location.origin + made.link} />
      <p>
        {t('linkUntil', { date: formats.dateTime(made.linkUntil) })}{' '}
        {made.mailed && t('linkMailed', { email: made.person.email })}
      </p>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={done}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
