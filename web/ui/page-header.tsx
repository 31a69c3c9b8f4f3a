import { type ReactNode, useEffect } from 'react';

/** Title, state and one primary action of a page; the title is the tab's too. */
export function PageHeader(props: { title: string; state?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Mainstay`;
  }, [props.title]);
  return (
    <header className="page-header">
      <div>
        <h1>{props.title}</h1>
        {props.state && <div className="page-state">{props.state}</div>}
      </div>
      {props.actions && <div className="row">{props.actions}</div>}
    </header>
  );
}
