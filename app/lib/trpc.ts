import { createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from '#server/router.ts';

/** The hooks of every procedure: `trpc.customer.list.useQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>();
