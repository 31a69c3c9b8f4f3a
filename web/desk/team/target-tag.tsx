import { alertIcon, checkIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { teamWords } from '../words/team-words.ts';

/** Whether nine in ten were within the target: by sign, word and colour. */
export function TargetTag({ kept }: { kept: boolean }) {
  const t = useWords(teamWords);
  return (
    <span className="team-target" data-kind={kept ? 'good' : 'bad'}>
      <Icon path={kept ? checkIcon : alertIcon} size={16} />
      {t(kept ? 'within' : 'over')}
    </span>
  );
}
