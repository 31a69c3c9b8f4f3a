import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { personIcon, signOutIcon } from '../../icons.ts';
import { Icon } from '../icon.tsx';
import { useSession } from '../session.tsx';
import { uiWords } from '../words/ui-words.ts';
import { useFormats } from '../words/use-formats.ts';
import { useWords } from '../words/use-words.ts';
import { LanguageButton } from './language-button.tsx';
import type { MenuItem } from './menu-item.ts';
import { SchemeButton } from './scheme-button.tsx';
import { useSignOut } from './use-sign-out.ts';

export interface MenuProps {
  readonly items: readonly MenuItem[];
  /** How much waits behind an item, by its key. */
  readonly badges: Readonly<Record<string, number>>;
  /** True: icons alone. */
  readonly narrow: boolean;
  /** Runs when an entry was chosen. */
  readonly chosen?: () => void;
}

const accountPath: string = '/account';
/** A page below another is an entry of its own; filters do not matter. */
const exactly = { exact: true, includeSearch: false };

/** The entries for one's role, with how much waits behind each; below them one's account and the way out. */
export function Menu({ items, badges, narrow, chosen }: MenuProps) {
  const t = useWords(uiWords);
  const formats = useFormats();
  const { member } = useSession();
  const signOut = useSignOut();
  const mine = items.filter(({ roles }) => member.role === 'admin' || roles.includes(member.role));
  return (
    <>
      {mine.map(({ key, path, icon, label }) => {
        const waiting = badges[key] ?? 0;
        return (
          <Entry key={key} label={label} narrow={narrow}>
            <Link
              to={path}
              className="menu-item"
              activeOptions={exactly}
              {...(chosen && { onClick: chosen })}
            >
              <Icon path={icon} />
              <span className="menu-label">{label}</span>
              {waiting > 0 && (
                <span className="menu-badge">
                  <span aria-hidden="true">{formats.count(waiting)}</span>
                  <span className="visually-hidden">{t('waiting', { n: waiting })}</span>
                </span>
              )}
            </Link>
          </Entry>
        );
      })}
      <span className="menu-rest" />
      <div className="menu-tools">
        <LanguageButton />
        <SchemeButton />
      </div>
      <Entry label={member.name} narrow={narrow}>
        <Link to={accountPath} className="menu-item" {...(chosen && { onClick: chosen })}>
          <Icon path={personIcon} />
          <span className="menu-label menu-name">{member.name}</span>
        </Link>
      </Entry>
      <Entry label={t('signOut')} narrow={narrow}>
        <button type="button" className="menu-item" onClick={signOut}>
          <Icon path={signOutIcon} />
          <span className="menu-label">{t('signOut')}</span>
        </button>
      </Entry>
    </>
  );
}

/** Where only the icon is seen, its label comes on hover and focus. */
function Entry(props: { label: string; narrow: boolean; children: React.ReactElement }) {
  const { label, narrow, children } = props;
  return (
    <Tooltip
      label={label}
      position="right"
      disabled={!narrow}
      events={{ hover: true, focus: true, touch: false }}
    >
      {children}
    </Tooltip>
  );
}
