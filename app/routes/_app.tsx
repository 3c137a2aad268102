import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { batchEventHandler } from '#app/features/batch/cache.ts';
import { companyEventHandler } from '#app/features/company/cache.ts';
import { EndToasts } from '#app/features/batch/end-toasts.tsx';
import { sessionEventHandler } from '#app/features/session/cache.ts';
import { RefusedScreen } from '#app/features/session/refused-screen.tsx';
import { SignedInShell } from '#app/features/session/signed-in-shell.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import { Palette } from '#app/features/customer/palette/palette.tsx';
import { fullName } from '#app/features/customer/full-name.ts';
import { customerEventHandler } from '#app/features/customer/cache.ts';
import { removedEventHandler } from '#app/features/customer/remove/removed-customers.ts';
import { undoOffersEventHandler } from '#app/features/customer/undo-offers.ts';
import { activityEventHandler } from '#app/features/event/cache.ts';
import { exportEventHandler } from '#app/features/export/cache.ts';
import { ExportsNotice } from '#app/features/export/exports-notice.tsx';
import { operationEventHandler } from '#app/features/operation/cache.ts';
import { moneyDialog } from '#app/features/operation/money-dialogs.ts';
import { orderEventHandler } from '#app/features/order/cache.ts';
import { useChooseLanguage } from '#app/features/user/use-choose-language.ts';
import { profileEventHandler } from '#app/features/user/profile/cache.ts';
import { useFollowLook } from '#app/features/user/use-follow-look.ts';
import { prroEventHandler } from '#app/features/prro/cache.ts';
import { viewEventHandler } from '#app/features/view/cache.ts';
import { prefetch } from '#app/lib/load.ts';
import { readPreference } from '#app/lib/cookie.ts';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { HeldPage } from '#app/realtime/held-page.tsx';
import { Realtime } from '#app/realtime/realtime.tsx';
import type { ExportDto } from '#server/features/export/schema.ts';

const handlers = [
  sessionEventHandler,
  profileEventHandler,
  customerEventHandler,
  operationEventHandler,
  orderEventHandler,
  activityEventHandler,
  undoOffersEventHandler,
  batchEventHandler,
  removedEventHandler,
  viewEventHandler,
  exportEventHandler,
  companyEventHandler,
  prroEventHandler,
];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { session } = context;
  if (session === null) throw redirect(signInPath(request));
  let exports: ExportDto[] = [];
  const { cursor } = await prefetch(context, async (trpc) => {
    exports = await trpc.export.list.fetch();
  });
  const isRailCollapsed = readPreference(request.headers.get('Cookie'), 'rail') === 'collapsed';
  return { session, cursor, exports, isRailCollapsed };
}

function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  if (pathname === '/') return '/sign-in';
  const next = `${pathname.replace(/\.data$/, '')}${search}`;
  return `/sign-in?${new URLSearchParams({ next }).toString()}`;
}

/** The session changes by events alone; `revalidate()` asks for it then, moving between pages not. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
}: ShouldRevalidateFunctionArgs) {
  return formMethod === undefined && currentUrl.href === nextUrl.href;
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Frame({ loaded, children }: { loaded: Loaded; children: ReactNode }) {
  const { session, cursor, exports, isRailCollapsed } = loaded;
  return (
    <SignedInShell
      session={session}
      isRailCollapsed={isRailCollapsed}
      search={<Search />}
      languageMenu={<LanguageMenu isSignedIn />}
    >
      <Realtime cursor={cursor} sessionUserId={session.user.id} handlers={handlers} />
      <FollowLook />
      <HeldPage />
      <EndToasts />
      <ExportsNotice initial={exports} />
      {children}
    </SignedInShell>
  );
}

function FollowLook() {
  useFollowLook();
  return null;
}

/** The palette, with what other nouns have for a customer who was found. */
function Search() {
  const choose = useChooseLanguage(true);
  const errorText = useErrorText();
  return (
    <Palette
      onLanguage={(language) => {
        choose(language).catch((error: unknown) =>
          showToast({ message: errorText(error), tone: 'failed' }),
        );
      }}
      renderMoney={(kind, customer, onClose) => (
        <moneyDialog.Component
          kind={kind}
          account={{ id: customer.id, balance: customer.balance, name: fullName(customer) }}
          onClose={onClose}
          onMissing={onClose}
        />
      )}
    />
  );
}

export default function SignedInLayout() {
  return (
    <Frame loaded={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** Within the frame as long as there is a session to build it from. */
export function ErrorBoundary() {
  const loaded = useRouteLoaderData<typeof loader>('routes/_app');
  if (loaded === undefined) return <RefusedScreen />;
  return (
    <Frame loaded={loaded}>
      <RefusedScreen />
    </Frame>
  );
}
