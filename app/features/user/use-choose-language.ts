import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.tsx';
import { loadResources } from '#app/i18n/load-resources.ts';
import { rememberPreference } from '#app/lib/cookie.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { Language } from '#server/shared/language.ts';
import { tellOtherTabs } from './other-tabs.ts';

/** Speaks another language from here on; the page, its forms and its place stay as they are. */
export function useSpeakLanguage(): (language: Language) => Promise<void> {
  const { i18n } = useTranslation();
  return useCallback(
    async (language) => {
      if (i18n.language === language) return;
      const resources = await loadResources(language);
      for (const [namespace, texts] of Object.entries(resources)) {
        i18n.addResourceBundle(language, namespace, texts);
      }
      rememberPreference('language', language);
      await i18n.changeLanguage(language);
    },
    [i18n],
  );
}

/** @param isSignedIn the choice then goes into the profile as well, and to every device with it */
export function useChooseLanguage(isSignedIn: boolean): (language: Language) => Promise<void> {
  const { t } = useTranslation('user');
  const speak = useSpeakLanguage();
  const { mutate } = trpc.user.chooseLanguage.useMutation({
    onError: () => showToast({ message: t('language.notSaved'), tone: 'failed' }),
  });
  return useCallback(
    async (language) => {
      await speak(language);
      tellOtherTabs(language);
      if (isSignedIn) mutate({ language });
    },
    [speak, isSignedIn, mutate],
  );
}
