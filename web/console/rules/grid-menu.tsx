import { ActionIcon, Menu } from '@mantine/core';
import { moreIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';

export interface MenuAction {
  readonly label: string;
  readonly off?: boolean;
  readonly danger?: boolean;
  run(): void;
}

/** The three dots of a row or a column. @param button goes onto the button, for the grid's focus. */
export function GridMenu(props: {
  label: string;
  actions: readonly MenuAction[];
  button?: Readonly<Record<string, unknown>>;
}) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={props.label} {...props.button}>
          <Icon path={moreIcon} size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {props.actions.map(({ label, off, danger, run }) => (
          <Menu.Item key={label} disabled={off ?? false} onClick={run} {...(danger && { color: 'red' })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
