import type { Language } from '#server/shared/language.ts';
import { isLanguage } from '#server/shared/language.ts';

/** Between the tabs of one browser; other devices follow the profile when they next load a page. */
const channelName = 'tandem.language';

export function tellOtherTabs(language: Language) {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(language);
  channel.close();
}

/** @returns the end of it */
export function hearOtherTabs(listener: (language: Language) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isLanguage(data)) listener(data);
  };
  return () => channel.close();
}
