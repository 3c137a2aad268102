/** A save whose answer was lost, and that is sent again. */
import { beforeEach, expect, it } from 'vitest';
import type { EditCustomerInput, EditOutcome } from '#server/features/customer/schema.ts';
import { expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  customerId = world.customerId;
});

function save(person: Person, input: Omit<EditCustomerInput, 'customerId'>): Promise<EditOutcome> {
  return person.trpc.customer.edit.mutate({ customerId, ...input });
}

async function newTag(): Promise<number> {
  const data = { companyId: world.companyId, caption: 'Ярмарок' };
  return (await setting.owner.tag.create({ data })).id;
}

const rowOf = () => setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });

it('a save that is sent again changes nothing, and names the event that can be undone', async () => {
  const tags = { add: [await newTag()] };
  const input = { version: 1, changes: { city: 'Київ' }, tags, mutationId: crypto.randomUUID() };
  const first = await save(world.taras, input);
  await expectNothingWritten(setting.owner, async () => {
    const again = await save(world.taras, input);
    expect(again).toEqual(first);
  });
});

it('a save that is sent again after others changed it back is asked about, not saved once more', async () => {
  const { taras, olena } = world;
  const tagId = await newTag();
  const { city: before } = await rowOf();
  const input = {
    ...{ version: 1, changes: { city: 'Київ' }, tags: { add: [tagId] } },
    mutationId: crypto.randomUUID(),
  };
  const first = await save(taras, input);
  await save(olena, { version: 2, changes: { city: before }, tags: { remove: [tagId] } });
  await expectNothingWritten(setting.owner, async () => {
    const again = await save(taras, input);
    expect(again).toMatchObject({
      saved: ['tags'],
      eventId: first.eventId,
      customer: { version: 3 },
    });
    expect(again.conflicts).toMatchObject([
      { field: 'city', mine: { value: 'Київ' }, theirs: { value: before }, by: { id: olena.id } },
    ]);
  });
});

it('a save that is sent again may save what stood in a conflict the first time, and that alone', async () => {
  const { taras, olena } = world;
  const { region } = await rowOf();
  await save(olena, { version: 1, changes: { region: 'Одеська' } });
  const changes = { region: 'Сумська', city: 'Суми' };
  const input = { version: 1, changes, mutationId: crypto.randomUUID() };
  const first = await save(taras, input);
  expect(first).toMatchObject({ saved: ['city'], conflicts: [{ field: 'region' }] });
  await save(olena, { version: 3, changes: { region } });
  const again = await save(taras, input);
  expect(again).toMatchObject({ conflicts: [], customer: { ...changes, version: 5 } });
  const event = await setting.owner.event.findUniqueOrThrow({
    where: { id: BigInt(again.eventId ?? 0) },
  });
  expect(event.changes).toEqual([{ field: 'region', old: region, new: 'Сумська' }]);
  await save(olena, { version: 5, changes: { region } });
  await expectNothingWritten(setting.owner, async () => {
    const third = await save(taras, input);
    expect(third).toMatchObject({ conflicts: [{ field: 'region' }], eventId: again.eventId });
  });
});
