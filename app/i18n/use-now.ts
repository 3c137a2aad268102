import { createContext, useContext, useEffect, useState } from 'react';

/** When the server rendered the page, so that the browser's first render says the same. */
export const NowContext = createContext(0);

/** The time for "5 minutes ago": the server's at first, then the tab's own, twice a minute. */
export function useNow(): number {
  const renderedAt = useContext(NowContext);
  const [now, setNow] = useState(renderedAt);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
