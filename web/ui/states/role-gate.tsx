import type { ReactNode } from 'react';
import type { StaffRole } from '../../../core/contracts/staff.ts';
import { useSession } from '../session.tsx';
import { startPath } from '../start-path.ts';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { Empty } from './empty.tsx';

/** Shows a page to its roles and to admins; the server refuses the others in any case. */
export function RoleGate({ roles, children }: { roles: readonly StaffRole[]; children: ReactNode }) {
  const t = useWords(uiWords);
  const { member } = useSession();
  if (member.role === 'admin' || roles.includes(member.role)) return children;
  return (
    <Empty action={<a href={startPath(member)}>{t('toStart')}</a>}>
      {t('notYourRole', { role: t(member.role) })}
    </Empty>
  );
}
