import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { StartExportInput } from '#server/features/export/schema.ts';
import { exportFormats } from '#server/shared/export-format.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';
import { ensureLibreOffice, installTimeoutMs, openInLibreOffice } from './libreoffice.ts';
import { parseDelimited, readDelimited, readXlsx, readXml } from './readers.ts';
import { matching, takeOut } from './taking.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  await setting.owner.customer.deleteMany({ where: { companyId: world.companyId } });
});

const headings = ['ID', 'Логін', 'E-mail', 'Прізвище', 'Ім’я', 'По батькові', 'ПІБ', 'Телефон'];

function rowsIn(format: ExportFormat, bytes: Buffer): string[][] {
  if (format === 'csv') return readDelimited(bytes, ',');
  if (format === 'txt') return readDelimited(bytes, '\t');
  if (format === 'xlsx') return readXlsx(bytes)[0]?.rows ?? [];
  const [heads, body] = readXml(bytes).children;
  return [
    heads?.children.map(({ text }) => text) ?? [],
    ...(body?.children ?? []).map(({ children }) => children.map(({ text }) => text)),
  ];
}

const take = (order: Partial<StartExportInput> = {}) =>
  takeOut(setting.app.origin, world.olena, order);
const taken = async (order: Partial<StartExportInput> = {}) =>
  rowsIn(order.format ?? 'csv', await take(order));

const names = {
  hard: { login: '=1+1', lastName: 'Ґалаґан-Їжак', firstName: 'Ём’я "Ю"', middleName: 'Ї,ївна' },
  plain: { login: 'plain', lastName: 'Абрамчук', firstName: 'Оля', middleName: null },
};

async function twoCustomers() {
  const { owner } = setting;
  const { companyId } = world;
  const hard = await createCustomer(owner, {
    ...{ companyId, ...names.hard, email: 'hard@x.example', phone: '+380501234567' },
  });
  const plain = await createCustomer(owner, {
    ...{ companyId, ...names.plain, email: 'plain@x.example', phone: null },
  });
  return { hard, plain };
}

it.each(exportFormats.filter((format) => format !== 'xls'))(
  '.%s holds the documented eight columns (S1-48) of every customer, in Cyrillic too',
  async (format) => {
    const { hard, plain } = await twoCustomers();
    const isSheet = format !== 'xml';
    const phone = { xml: '+380501234567', xlsx: '+380501234567' }[format as string];
    const { lastName, firstName, middleName } = names.hard;
    expect(await taken({ format })).toEqual([
      headings,
      [
        ...[String(hard.id), isSheet ? "'=1+1" : '=1+1', 'hard@x.example'],
        ...[lastName, firstName, middleName, `${lastName} ${firstName} ${middleName}`],
        phone ?? '+380 50 123 45 67',
      ],
      [
        ...[String(plain.id), 'plain', 'plain@x.example', 'Абрамчук', 'Оля', ''],
        ...['Абрамчук Оля', ''],
      ].slice(0, format === 'xlsx' ? 7 : 8),
    ]);
  },
);

it(
  '.xls holds the same eight, as LibreOffice shows them',
  async () => {
    ensureLibreOffice();
    const { hard, plain } = await twoCustomers();
    const bytes = await take({ format: 'xls' });
    const [text = ''] = await openInLibreOffice({ bytes, name: 'taken.xls' });
    const { lastName, firstName, middleName } = names.hard;
    expect(parseDelimited(text, ',', '\n')).toEqual([
      headings,
      [
        ...[String(hard.id), "'=1+1", 'hard@x.example', lastName, firstName, middleName],
        ...[`${lastName} ${firstName} ${middleName}`, '+380501234567'],
      ],
      [
        ...[String(plain.id), 'plain', 'plain@x.example', 'Абрамчук', 'Оля', ''],
        ...['Абрамчук Оля', ''],
      ],
    ]);
  },
  2 * installTimeoutMs,
);

it('takes the filter, the search and the sort of the list', async () => {
  const { owner } = setting;
  const { companyId } = world;
  for (const [login, city] of [
    ['berta', 'Львів'],
    ['anna', 'Львів'],
    ['carla', 'Київ'],
    ['bernd', 'Львів'],
  ] as const) {
    await createCustomer(owner, { companyId, login, city });
  }
  const question = { filter: { city: 'львів' }, search: 'be', sort: 'login', direction: 'desc' };
  const source = matching(question as Parameters<typeof matching>[0]);
  const rows = await taken({ source, columns: ['login', 'city'] });
  expect(rows).toEqual([
    ['Логін', 'Місто'],
    ['berta', 'Львів'],
    ['bernd', 'Львів'],
  ]);
});
