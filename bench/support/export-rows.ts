/** Rows for an export's thread that cost next to nothing to make. */
import type { Row } from '#server/infra/excel/columns.ts';

const batchRows = 500;

/** A keyset page at a time, as the database would give it. */
export async function* openRows(count: number): AsyncGenerator<Row[]> {
  for (let start = 0; start < count; start += batchRows) {
    const length = Math.min(batchRows, count - start);
    yield await Promise.resolve(Array.from({ length }, (_, index) => rowOf(start + index)));
  }
}

function rowOf(id: number): Row {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(1 + (id % 12))}-${two(1 + (id % 28))}`;
  return [
    `customer${id}`,
    id % 3 === 0 ? 'Соломія' : 'Олександр',
    `Коваленко-${id % 997}`,
    `customer${id}@mail.example`,
    `+38050${String(1_000_000 + (id % 9_000_000))}`,
    id % 2 === 0 ? 'Київ' : 'Івано-Франківськ',
    `${id % 100_000}.${two(id % 100)}`,
    id % 50,
    `${1950 + (id % 55)}-${day}`,
    `${2015 + (id % 11)}-${day}T${two(id % 24)}:${two(id % 60)}:07.000Z`,
  ];
}
