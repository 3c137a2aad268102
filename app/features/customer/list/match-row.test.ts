import { describe, expect, it } from 'vitest';
import { customerFilter } from '#server/shared/customer-filter.ts';
import { money } from '#server/shared/money.ts';
import { foldText } from './fold-text.ts';
import { stillMatches } from './match-row.ts';
import { listedRow } from '#tests/support/listed-row.ts';

const now = new Date('2026-11-22T10:00:00Z');
const lock = { reason: 'x', message: null, at: '2026-11-01T00:00:00Z', by: null };
const row = listedRow(7, {
  login: 'Олена.К',
  lastName: 'Жолудєва',
  firstName: 'Žaneta',
  email: 'O.K@barvinok.example',
  phone: '+380671234567',
  city: 'Київ',
  country: 'UA',
  balance: money('150.50'),
  organization: { id: 3, name: 'ТОВ' },
  tags: [{ id: 2, caption: 'VIP', color: 'red' }],
});

describe('a row against a filter', () => {
  it.each([
    [{ id: 7 }, true],
    [{ id: 8 }, false],
    [{ login: 'олена' }, true],
    [{ login: 'тарас' }, false],
    [{ lastName: 'ЖОЛУД' }, true],
    [{ email: 'BARVINOK' }, true],
    [{ city: 'київ' }, true],
    [{ city: 'киів' }, false],
    [{ phone: '067 123-45' }, true],
    [{ phone: '(067)' }, true],
    [{ phone: 'без цифр' }, false],
    [{ statuses: ['enabled'] }, true],
    [{ statuses: ['locked', 'notConfirmed'] }, false],
    [{ onlyActive: true }, true],
    [{ tagIds: [9, 2] }, true],
    [{ tagIds: [9] }, false],
    [{ organizationId: 3 }, true],
    [{ organizationId: 4 }, false],
    [{ country: 'UA' }, true],
    [{ country: 'PL' }, false],
    [{ balanceFrom: money('150.50') }, true],
    [{ balanceFrom: money('150.51') }, false],
    [{ balanceTo: money('150.50') }, true],
    [{ balanceTo: money('-1.00') }, false],
    [{ registeredPreset: 'today' }, true],
    [{ country: 'UA', city: 'Львів' }, false],
  ])('%j: %s', (given, expected) => {
    const filter = customerFilter.parse(given);
    expect(stillMatches({ search: '', filter }, { row, touched: [] }, now)).toBe(expected);
  });

  it('a lock takes a row out of the enabled ones', () => {
    const locked = { ...row, locked: lock };
    const asked = { search: '', filter: { onlyActive: true as const } };
    expect(stillMatches(asked, { row: locked, touched: [] }, now)).toBe(false);
  });
});

describe('a row against the quick search', () => {
  const asked = (search: string) => ({ search, filter: {} });
  it.each([
    'zaneta',
    'ЖОЛУДЄВА Ž',
    'žaneta жолуд',
    '№ 7',
    '067 123',
    '+38 (067) 123-45-67',
    'київ',
  ])('%s is seen in it', (search) => {
    expect(stillMatches(asked(search), { row, touched: ['city'] }, now)).toBe(true);
  });

  it('asks when it may have been found by what just changed', () => {
    expect(stillMatches(asked('Львів'), { row, touched: ['city'] }, now)).toBe(null);
    expect(stillMatches(asked('secret'), { row, touched: ['comment'] }, now)).toBe(null);
    expect(stillMatches(asked('secret'), { row, touched: null }, now)).toBe(null);
  });

  it('stays found by a text that the list does not show while that stands', () => {
    expect(stillMatches(asked('secret'), { row, touched: ['balance'] }, now)).toBe(true);
  });
});

it.each([
  ['ÉÈê', 'eee'],
  ['Ёлка', 'елка'],
  ['їжак Йод', 'їжак йод'],
  ['Łódź Øre', 'lodz ore'],
  ['О’Коннор ʼ', "о'коннор '"],
])('%s is folded to %s', (typed, folded) => {
  expect(foldText(typed)).toBe(folded);
});
