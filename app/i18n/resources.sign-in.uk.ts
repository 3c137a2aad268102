import type { Resources } from './settings.ts';

const files = import.meta.glob<object>(
  [
    '/locales/uk/*.json',
    '!/locales/uk/{batch,company,customer,draft,event,export,later,letter,mail,operation,order,palette,presence,prro,user,view}.json',
  ],
  { eager: true, import: 'default' },
);

/** Without what only stands behind the sign-in. */
export const resources: Resources = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
);
