import { ActionIcon, Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { menuIcon } from '../../icons.ts';
import { Icon } from '../icon.tsx';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { Menu, type MenuProps } from './menu.tsx';
import { useNarrowMenu } from './use-narrow-menu.ts';

interface ShellProps extends Omit<MenuProps, 'chosen' | 'narrow'> {
  /** The page fills the window beside a rail of icons, and scrolls inside. */
  readonly full?: boolean;
  /** Where the mark at the top leads. */
  readonly home: string;
  readonly children: ReactNode;
}

/** Menu and page: 208 px of labels, 56 px of icons up to 1024, behind a button on phones. */
export function Shell({ items, badges, home, full = false, children }: ShellProps) {
  const t = useWords(uiWords);
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  const narrow = useNarrowMenu(full);
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <div className="shell" data-narrow={narrow || undefined} data-full={full || undefined}>
        <nav className="shell-menu" aria-label={t('menu')}>
          <Link to={home} className="shell-mark">
            <span aria-hidden="true">M</span>
            <span>Mainstay</span>
          </Link>
          <Menu items={items} badges={badges} narrow={narrow} />
        </nav>
        <div className="shell-bar">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('menu')}
            aria-expanded={opened}
            onClick={() => setOpened(true)}
          >
            <Icon path={menuIcon} />
          </ActionIcon>
          Mainstay
        </div>
        <Drawer
          opened={opened}
          onClose={close}
          title="Mainstay"
          size={280}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <nav className="drawer-menu" aria-label={t('menu')}>
            <Menu items={items} badges={badges} narrow={false} chosen={close} />
          </nav>
        </Drawer>
        <main className="shell-main" id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}
