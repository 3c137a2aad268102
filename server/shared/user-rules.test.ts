import { expect, it } from 'vitest';
import { checkUser, checkUserField } from './user-rules.ts';

const valid = { firstName: 'Марія', lastName: 'Гнатюк', phone: '0671234567', email: 'm@x.ua' };

it('takes what is right and answers it as it will be kept', () => {
  const typed = { ...valid, firstName: '  Анна   Марія ', email: ' M@X.ua ' };
  expect(checkUser(typed, 'ua')).toEqual({
    values: { ...valid, firstName: 'Анна Марія', phone: '+380671234567' },
    issues: [],
  });
});

it('asks for every field, and tells all that is wrong at once', () => {
  const { issues } = checkUser({ firstName: '', lastName: ' ', phone: '', email: '' }, 'ua');
  expect(issues).toEqual(
    ['firstName', 'lastName', 'phone', 'email'].map((path) => ({ path, code: 'required' })),
  );
});

/** S4-17 to S4-20: every operator's code, and the ones beside them. */
const operators = '039 067 068 077 096 097 098 050 066 095 099 063 073 093 091 092 089 094';

it.each(operators.split(' '))('takes a number of the operator %s in any notation', (code) => {
  for (const typed of [`${code}1234567`, `+38 (${code}) 123-45-67`, `38${code} 123 45 67`]) {
    expect(checkUserField('phone', typed, 'ua').value).toBe(`+38${code}1234567`);
  }
});

it.each(['044', '056', '090', '069', '062'])('takes no number of %s', (code) => {
  expect(checkUserField('phone', `${code}1234567`, 'ua').issue?.code).toBe('phoneUa');
});

it.each([
  ['Ґалаґан', null],
  ['О’Коннор', null],
  ['Нечуй-Левицький', null],
  ['Йосипівна', null],
  ['Ia', 'cyrillic'],
  ['Oлена', 'cyrillic'],
  ['Олена1', 'cyrillic'],
  ['-Олена', 'cyrillic'],
  ['О', 'tooShort'],
])('judges the name %j in a Ukrainian company as %s', (name, code) => {
  expect(checkUserField('firstName', name, 'ua').issue?.code ?? null).toBe(code);
});

it('composes marks before it looks at letters', () => {
  expect(checkUserField('firstName', 'Йосип'.normalize('NFD'), 'ua').value).toBe('Йосип');
});

it('takes any letters and any valid number in an international company', () => {
  expect(checkUserField('lastName', 'Ng', 'international').value).toBe('Ng');
  expect(checkUserField('phone', '+48 601 234 567', 'international').value).toBe('+48601234567');
});
