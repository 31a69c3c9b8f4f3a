import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { Failure } from './failure.tsx';

/** Asks before something that cannot be taken back; stays open, with the reason, when it fails. */
export function ConfirmDialog(props: {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** What the button does, as a verb: "Remove Ada". */
  action: string;
  danger?: boolean;
  busy?: boolean;
  /** False: something has to be filled in first. */
  ready?: boolean;
  error?: unknown;
  confirm(): void;
  close(): void;
}) {
  const t = useWords(uiWords);
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="column">
        <div>{props.children}</div>
        {props.error !== undefined && props.error !== null && (
          <Failure error={props.error} what={props.title} />
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            {...(props.danger && { color: 'red', variant: 'outline' })}
            loading={props.busy ?? false}
            disabled={props.ready === false}
            onClick={props.confirm}
          >
            {props.action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
