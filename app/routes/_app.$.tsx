import { data } from '@remix-run/node';
import { RefusedScreen } from '#app/features/session/refused-screen.tsx';
import type { PageHandle } from '#app/lib/page-handle.ts';

export const handle: PageHandle = { title: (t) => t('common:error.notFound') };

/** Every address that no other route knows. */
export function loader() {
  throw data(null, { status: 404 });
}

export default function UnknownPage() {
  return null;
}

export function ErrorBoundary() {
  return <RefusedScreen />;
}
