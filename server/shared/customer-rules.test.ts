import { expect, it } from 'vitest';
import { checkField, checkTogether } from './customer-rules.ts';
import type { CustomerField, CustomerValues, FieldValue } from './customer-fields.ts';
import { customerFields } from './customer-fields.ts';
import { operatorCodes } from './phone-number.ts';
import type { ValidationProfile } from './validation-profile.ts';

/** The value as stored, or `!code` of what is wrong. */
function checked(field: CustomerField, typed: FieldValue, profile: ValidationProfile = 'ua') {
  const { value, issue } = checkField(field, typed, profile);
  if (issue === null) return value;
  expect(issue.path).toBe(field);
  return `!${issue.code}`;
}

it.each<[FieldValue, FieldValue]>([
  ['Марія', 'Марія'],
  ['  Нечуй-Левицький ', 'Нечуй-Левицький'],
  ['Мар’яна', 'Мар’яна'],
  ["Лук'яненко", "Лук'яненко"],
  ['Ганна   Марія', 'Ганна Марія'],
  ['Ґудзь', 'Ґудзь'],
  ['Артём', 'Артём'],
  // й and ї, written as a letter and a mark.
  ['Андрі\u0438\u0306', 'Андрій'],
  ['\u0406\u0308жак', 'Їжак'],
  ['Ян', 'Ян'],
  ['Я', '!tooShort'],
  ['А'.repeat(100), 'А'.repeat(100)],
  ['А'.repeat(101), '!tooLong'],
  ['А'.repeat(2_000), '!tooLong'],
  ['Mariia', '!cyrillic'],
  // The first letter is Latin.
  ['Mарія', '!cyrillic'],
  ['Марія2', '!cyrillic'],
  ['Марія🙂', '!cyrillic'],
  ['مريم', '!cyrillic'],
  ['Мар\u202eія', '!cyrillic'],
  ['Мар\u0301ія', '!cyrillic'],
  ['-Марія', '!cyrillic'],
  ['Марія-', '!cyrillic'],
  ['Марія\u200bВіра', '!cyrillic'],
  ['', '!required'],
  ['   ', '!required'],
  [null, '!required'],
  [5, '!invalid'],
])('the profile ua takes the first name %j as %j', (typed, expected) => {
  expect(checked('firstName', typed)).toBe(expected);
});

it('asks for no middle name', () => {
  expect(checked('middleName', ' ')).toBeNull();
});

it.each<[string, FieldValue]>([
  ['José', 'José'],
  ['Jose\u0301', 'José'],
  ["O'Brien-Smith Jr.", "O'Brien-Smith Jr."],
  ['Ж', 'Ж'],
  ['مريم', 'مريم'],
  ['李', '李'],
  ['R2D2', '!name'],
  ['Ann🙂', '!name'],
  ['Ann\u202e', '!name'],
  ['a'.repeat(101), '!tooLong'],
])('the profile international takes the name %j as %j', (typed, expected) => {
  expect(checked('lastName', typed, 'international')).toBe(expected);
});

it.each(operatorCodes)('takes a number of the operator code 0%s in any notation', (code) => {
  const stored = `+380${code}1234567`;
  const notations = [
    stored,
    `380${code}1234567`,
    `00380${code}1234567`,
    `0${code}1234567`,
    `${code}1234567`,
    `80${code}1234567`,
    `+38 (0${code}) 123-45-67`,
    `0${code} 123 45 67`,
  ];
  for (const typed of notations) expect([typed, checked('phone', typed)]).toEqual([typed, stored]);
});

it.each([
  '+380441234567',
  '0311234567',
  '+48601234567',
  '067123456',
  '06712345678',
  '+0671234567',
  '067-CALL-ME',
  'x0671234567',
  '٠٦٧١٢٣٤٥٦٧',
])('the profile ua refuses the phone number %j', (typed) => {
  expect(checked('phone', typed)).toBe('!phoneUa');
});

it.each<[string, FieldValue]>([
  ['+44 20 7946 0958', '+442079460958'],
  ['0048 601 234 567', '+48601234567'],
  ['+380671234567', '+380671234567'],
  ['+380441234567', '+380441234567'],
  ['', null],
  ['020 7946 0958', '!phone'],
  ['+1 555', '!phone'],
  ['call +442079460958', '!phone'],
  ['+44 20 7946 0958 ext 12', '!phone'],
])('the profile international takes the phone number %j as %j', (typed, expected) => {
  expect(checked('phone', typed, 'international')).toBe(expected);
});

it.each<[CustomerField, FieldValue, FieldValue]>([
  ['login', 'olena_K-7', 'olena_K-7'],
  ['login', 'ab', '!tooShort'],
  ['login', 'a'.repeat(64), 'a'.repeat(64)],
  ['login', 'a'.repeat(65), '!tooLong'],
  ['login', 'olena.k', '!login'],
  ['login', 'олена', '!login'],
  ['login', null, '!required'],
  ['email', ' Olena@Example.COM ', 'olena@example.com'],
  ['email', 'olena', '!email'],
  ['email', 'олена@example.com', '!email'],
  ['email', `${'a'.repeat(250)}@b.ua`, '!tooLong'],
  ['email', '', '!required'],
  ['gender', 'female', 'female'],
  ['gender', 'other', '!invalid'],
  ['gender', null, '!required'],
  ['birthday', '2000-02-29', '2000-02-29'],
  ['birthday', '1999-02-29', '!date'],
  ['birthday', '1899-12-31', '!date'],
  ['birthday', '01.02.1990', '!date'],
  ['birthday', '2999-01-01', '!dateFuture'],
  ['birthday', '', null],
  ['language', 'UK', 'uk'],
  ['language', 'xx', '!invalid'],
  ['language', 'uk-UA', '!invalid'],
  ['timeZone', 'Europe/Kyiv', 'Europe/Kyiv'],
  ['timeZone', 'Europe/Warsaw', 'Europe/Warsaw'],
  ['timeZone', 'Mars/Olympus', '!invalid'],
  ['timeZone', '+02:00', '!invalid'],
  ['country', 'ua', 'UA'],
  ['country', 'XK', '!country'],
  ['country', 'UKR', '!country'],
  ['city', ' Біла Церква ', 'Біла Церква'],
  ['city', 'я'.repeat(200), 'я'.repeat(200)],
  ['city', 'я'.repeat(201), '!tooLong'],
  ['city', 'Київ\u0007', '!invalid'],
  ['city', 'Київ\nЛьвів', '!invalid'],
  ['city', 'Ки\u202eїв', '!invalid'],
  ['city', 'תל אביב', 'תל אביב'],
  ['city', 'Київ\0', '!invalid'],
  ['city', '\ud800', '!invalid'],
  ['postalCode', '1'.repeat(21), '!tooLong'],
  ['legalType', 'soleTrader', 'soleTrader'],
  ['legalType', 'sole_trader', '!invalid'],
  ['legalType', null, '!required'],
  ['taxNumber', '1234 5678', '12345678'],
  ['taxNumber', '1234567x', '!taxNumber'],
  ['organizationId', 7, 7],
  ['organizationId', null, null],
  ['organizationId', '7', '!invalid'],
  ['organizationId', -1, '!invalid'],
  ['salesRepresentativeId', 2_147_483_648, '!invalid'],
  ['website', 'shop.example.ua', 'shop.example.ua'],
  ['website', 'https://магазин.укр/шлях?a=1', 'https://магазин.укр/шлях?a=1'],
  ['website', 'localhost', '!website'],
  ['website', 'javascript:alert(1)', '!website'],
  ['website', 'ftp://shop.example', '!website'],
  ['website', 'https://a:b@shop.example', '!website'],
  ['website', 'shop .example', '!website'],
  ['website', `${'a'.repeat(200)}.ua`, '!tooLong'],
  ['comment', 'Рядок\r\nдругий 🙂', 'Рядок\nдругий 🙂'],
  ['comment', 'я'.repeat(2_000), 'я'.repeat(2_000)],
  ['comment', 'я'.repeat(2_001), '!tooLong'],
  ['comment', 'a\u001b[31m', '!invalid'],
])('takes %s %j as %j', (field, typed, expected) => {
  expect(checked(field, typed)).toBe(expected);
});

it('the profile international takes letters in a tax number, up to 30', () => {
  expect(checked('taxNumber', 'gb 123-456', 'international')).toBe('GB123456');
  expect(checked('taxNumber', '1'.repeat(31), 'international')).toBe('!tooLong');
});

const empty = Object.fromEntries(customerFields.map((field) => [field, null])) as CustomerValues;
const company = { ...empty, legalType: 'company', legalName: 'ТОВ «Барвінок»' };
const person = { ...empty, legalType: 'person' };

it.each<[string, CustomerValues, CustomerField[], string[]]>([
  ['a company', { ...company, taxNumber: '12345678' }, [...customerFields], []],
  [
    'a company without its name',
    { ...company, legalName: null },
    ['legalType'],
    ['legalType legalName'],
  ],
  ['a cleared name', { ...company, legalName: null }, ['legalName'], ['legalName legalName']],
  ['an old lack', { ...company, legalName: null }, ['phone'], []],
  [
    'a long number',
    { ...company, taxNumber: '1234567890' },
    ['taxNumber'],
    ['taxNumber taxNumberCompany'],
  ],
  [
    'another type',
    { ...company, taxNumber: '1234567890' },
    ['legalType'],
    ['legalType taxNumberCompany'],
  ],
  [
    'a short number',
    { ...person, taxNumber: '12345678' },
    ['taxNumber'],
    ['taxNumber taxNumberPerson'],
  ],
  ['an old number', { ...person, taxNumber: '12345678' }, ['city'], []],
])('tells of %s only where it was changed', (_, values, changed, expected) => {
  const issues = checkTogether(values, new Set(changed), 'ua');
  expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
});

it('the profile international asks for no number of digits', () => {
  const values = { ...company, taxNumber: 'GB1' };
  expect(checkTogether(values, new Set(customerFields), 'international')).toEqual([]);
});
