import { useCallback } from 'react';
import type { EventHandler } from '#app/realtime/event-handler.ts';
import { isLanguage } from '#server/shared/language.ts';
import { useSpeakLanguage } from './use-choose-language.ts';

/** The language chosen in one tab is spoken in the user's others. */
export function useLanguageHandler(): EventHandler {
  const speak = useSpeakLanguage();
  return useCallback(
    (event, { isReplay, sessionUserId }) => {
      if (isReplay || event.type !== 'user.languageChosen') return;
      const { language } = event.data;
      if (event.subject.id !== sessionUserId || !isLanguage(language)) return;
      speak(language).catch(reportError);
    },
    [speak],
  );
}
