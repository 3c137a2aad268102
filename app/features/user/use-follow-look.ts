import { useMantineColorScheme } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { forgetPreference, readPreference, rememberPreference } from '#app/lib/cookie.ts';
import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { Theme } from '#server/shared/theme.ts';
import { useSpeakLanguage } from './use-choose-language.ts';

/**
 * Language and theme are the profile's: what was chosen in another tab or browser is followed here,
 * and a theme that is chosen here, wherever on the page, is kept there. The cookie speaks for the
 * theme on pages without a session, and for a choice that is still on its way.
 */
export function useFollowLook() {
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const speak = useSpeakLanguage();
  const keepTheme = useKeepTheme();
  /** What the profile has, or is being told. */
  const kept = useRef(colorScheme);
  const followed = useRef(session);
  useEffect(() => {
    rememberPreference('colorScheme', kept.current);
  }, []);
  useEffect(() => {
    if (followed.current === session) return;
    followed.current = session;
    const { language, theme } = session.user;
    speak(language).catch(reportError);
    kept.current = theme;
    setColorScheme(theme);
  }, [session, speak, setColorScheme]);
  useEffect(() => {
    if (colorScheme === kept.current) return;
    kept.current = colorScheme;
    keepTheme(colorScheme);
  }, [colorScheme, keepTheme]);
}

/** Sent so that leaving the page does not stop it. */
function useKeepTheme(): (theme: Theme) => void {
  const { t } = useTranslation('user');
  const { mutate } = trpc.user.chooseLook.useMutation({
    trpc: { context: { outlivesPage: true } },
    onError: () => showToast({ message: t('look.notSaved'), tone: 'failed' }),
    onSettled: (_saved, _error, { theme }) => {
      if (readPreference(document.cookie, 'nextColorScheme') === theme) {
        forgetPreference('nextColorScheme');
      }
    },
  });
  return useCallback(
    (theme) => {
      rememberPreference('nextColorScheme', theme);
      mutate({ theme, mutationId: newMutationId() });
    },
    [mutate],
  );
}
