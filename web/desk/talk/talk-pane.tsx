import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { talkWords } from '../words/talk-words.ts';
import { Composer } from './composer.tsx';
import { TalkHeader } from './talk-header.tsx';
import { Transcript } from './transcript.tsx';
import { useReadMark } from './use-read-mark.ts';
import { useTalk } from './use-talk.ts';

/** One conversation: who and what to do with it, what was said, and where to write. */
export function TalkPane({ id, phone, wide }: { id: string; phone: boolean; wide: boolean }) {
  const t = useWords(talkWords);
  const talk = useTalk(id);
  useReadMark(id, talk.view?.version);
  if (!talk.view)
    return (
      <section className="talk" aria-label={t('transcript')}>
        {talk.error ? (
          <div className="talk-failure">
            <Failure error={talk.error} what={t('loadFailed')} retry={talk.retry} />
          </div>
        ) : (
          <Skeleton rows={6} rowHeight={64} />
        )}
      </section>
    );
  return (
    <section className="talk" aria-label={t('transcript')}>
      <TalkHeader view={talk.view} phone={phone} wide={wide} />
      <Transcript
        view={talk.view}
        entries={talk.entries}
        older={talk.older}
        loadingOlder={talk.loadingOlder}
      />
      <Composer view={talk.view} />
    </section>
  );
}
