import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { loadResources } from '#app/i18n/load-resources.ts';
import { forgetPreference, readPreference, rememberPreference } from '#app/lib/cookie.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { Language } from '#server/shared/language.ts';

/** Speaks another language from here on; the page, its forms and its place stay as they are. */
export function useSpeakLanguage(): (language: Language) => Promise<void> {
  const { i18n } = useTranslation();
  return useCallback(
    async (language) => {
      if (i18n.language === language) return;
      // First of all: whoever leaves the page while the words load finds their choice on the next.
      rememberPreference('language', language);
      const resources = await loadResources(language);
      for (const [namespace, texts] of Object.entries(resources)) {
        i18n.addResourceBundle(language, namespace, texts);
      }
      await i18n.changeLanguage(language);
    },
    [i18n],
  );
}

/**
 * @param isSignedIn the choice then goes into the profile as well, and to every device with it. It
 * is sent so that leaving the page does not stop it, and a cookie speaks for it until it is there.
 */
export function useChooseLanguage(isSignedIn: boolean): (language: Language) => Promise<void> {
  const { t } = useTranslation('common');
  const speak = useSpeakLanguage();
  const { mutate } = trpc.user.chooseLook.useMutation({
    trpc: { context: { outlivesPage: true } },
    onError: () => showToast({ message: t('language.notSaved'), tone: 'failed' }),
    onSettled: (_saved, _error, { language }) => {
      if (readPreference(document.cookie, 'nextLanguage') === language) {
        forgetPreference('nextLanguage');
      }
    },
  });
  return useCallback(
    async (language) => {
      if (isSignedIn) {
        rememberPreference('nextLanguage', language);
        mutate({ language, mutationId: newMutationId() });
      }
      await speak(language);
    },
    [speak, isSignedIn, mutate],
  );
}
