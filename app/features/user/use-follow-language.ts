import { useEffect } from 'react';
import { hearOtherTabs } from './other-tabs.ts';
import { useSpeakLanguage } from './use-choose-language.ts';

/** The language chosen in one tab is spoken in the user's others. */
export function useFollowLanguage() {
  const speak = useSpeakLanguage();
  useEffect(
    () =>
      hearOtherTabs((language) => {
        speak(language).catch(reportError);
      }),
    [speak],
  );
}
