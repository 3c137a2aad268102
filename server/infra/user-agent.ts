/** What device a session is on, as far as its browser tells. It is a hint for people, never a control. */
import { parse } from 'bowser';

const kinds = ['desktop', 'mobile', 'tablet'] as const;

export interface Device {
  browser: string | null;
  system: string | null;
  kind: (typeof kinds)[number] | null;
}

/** What a browser calls itself is anybody's text: no name of ours is so long. */
const nameLengthMax = 40;

/** Names only: the versions in a User-Agent are frozen or invented by now. */
export function describeDevice(userAgent: string | null): Device {
  if (!userAgent) return { browser: null, system: null, kind: null };
  const { browser, os, platform } = parse(userAgent);
  const nameOf = (name: string | undefined) => name?.slice(0, nameLengthMax) || null;
  return {
    browser: nameOf(browser.name),
    system: nameOf(os.name),
    kind: kinds.find((kind) => kind === platform.type) ?? null,
  };
}
