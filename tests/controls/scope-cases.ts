/** That rows are the own company's: a list or a file without it would show those of all. */
import type { Control } from './control.ts';

export const scopeControls: readonly Control[] = [
  {
    control: 'orders are listed of the own company alone',
    file: 'server/features/order/repository/list.ts',
    on: 'return Prisma.sql`o.company_id = ${companyId}`;',
    off: 'return Prisma.sql`${companyId} > 0`;',
    ...{ test: 'tests/integration/order/list-orders.test.ts', name: 'nothing of another company' },
  },
  {
    control: 'users are listed of the own company alone',
    file: 'server/features/user/repository/list.ts',
    on: '    Prisma.sql`u.company_id = ${companyId}`,',
    off: '    Prisma.sql`${companyId} > 0`,',
    ...{
      test: 'tests/integration/user/list-users.test.ts',
      name: 'lists the company’s users alone',
    },
  },
  {
    control: 'sessions are shown of users of the own company alone',
    file: 'server/features/session/repository/open-sessions.ts',
    on: 'where: { id: userId, companyId }',
    off: 'where: { id: userId, companyId: { gt: companyId - companyId } }',
    ...{
      test: 'tests/integration/http/access.test.ts',
      name: "'session.listOfUser' answers 'other'",
    },
  },
  {
    control: 'a run’s verdicts are taken out by the own company alone',
    file: 'server/features/export/repository/source.ts',
    on: 'const where = { id: source.batchId, companyId };',
    off: 'const where = { id: source.batchId, companyId: { gt: companyId - companyId } };',
    ...{
      test: 'tests/integration/export/verdicts.test.ts',
      name: 'is not there for another company',
    },
  },
];
