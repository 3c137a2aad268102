import type { Resources } from './settings.ts';

const files = import.meta.glob<object>(['/locales/uk/*.json', '!/locales/uk/{later,letter}.json'], {
  eager: true,
  import: 'default',
});

/** One chunk: the browser loads the reader's language and no other. */
export const resources: Resources = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
);
