import { ActionIcon, Tooltip } from '@mantine/core';
import { moonIcon, sunIcon } from '../../icons.ts';
import { chooseColorScheme, useColorScheme } from '../color-scheme.ts';
import { Icon } from '../icon.tsx';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';

/** Light or dark, for this browser. */
export function SchemeButton() {
  const t = useWords(uiWords);
  const scheme = useColorScheme();
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={t(other)}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t(other)}
        onClick={() => chooseColorScheme(other)}
      >
        <Icon path={other === 'dark' ? moonIcon : sunIcon} />
      </ActionIcon>
    </Tooltip>
  );
}
