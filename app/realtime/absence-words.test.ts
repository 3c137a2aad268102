import { expect, it } from 'vitest';
import { createI18n } from '#app/i18n/instance.ts';
import { loadResources } from '#app/i18n/load-resources.ts';
import type { Language } from '#server/shared/language.ts';

const counts = [1, 2, 4, 5, 11, 12, 21, 22, 25, 101] as const;

const changes: Record<Language, string> = {
  uk: '1 зміна, 2 зміни, 4 зміни, 5 змін, 11 змін, 12 змін, 21 зміна, 22 зміни, 25 змін, 101 зміна',
  ru: '1 изменение, 2 изменения, 4 изменения, 5 изменений, 11 изменений, 12 изменений, 21 изменение, 22 изменения, 25 изменений, 101 изменение',
  en: '1 change, 2 changes, 4 changes, 5 changes, 11 changes, 12 changes, 21 changes, 22 changes, 25 changes, 101 changes',
};
const summaries: Record<Language, string> = {
  uk: '43 хвилини, 12 змін від 3 людей',
  ru: '43 минуты, 12 изменений от 3 человек',
  en: '43 minutes, 12 changes by 3 people',
};
const durations: Record<Language, string> = { uk: '43 хвилини', ru: '43 минуты', en: '43 minutes' };

it.each(['uk', 'ru', 'en'] as const)(
  'counts changes and people as one says it (%s)',
  async (lng) => {
    const { t } = await createI18n(lng, await loadResources(lng));
    expect(counts.map((count) => t('presence:away.changes', { count })).join(', ')).toBe(
      changes[lng],
    );
    const words = {
      duration: durations[lng],
      changes: t('presence:away.changes', { count: 12 }),
      people: t('presence:away.people', { count: 3 }),
    };
    expect(t('presence:away.summaryByMany', words)).toBe(summaries[lng]);
  },
);

it('says two people preparing the same in the plural', async () => {
  const { t } = await createI18n('uk', await loadResources('uk'));
  const said = [['Олена'], ['Олена', 'Тарас']].map((names) =>
    t('presence:intent.withdraw', { count: names.length, names: names.join(', ') }),
  );
  expect(said).toEqual(['Олена готує списання', 'Олена, Тарас готують списання']);
});
