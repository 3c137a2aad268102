/**
 * A form that is saved as a whole while colleagues may save it too: what stands there, what was typed,
 * and which typed fields somebody else changed meanwhile. Pure. What was typed is never replaced; a
 * field that nobody touched follows.
 */
export interface Note {
  /** Null: the system, or nobody knows. */
  by: string | null;
  /** ISO 8601 */
  at: string | null;
}

export interface FollowedForm<Values extends object> {
  version: number;
  saved: Values;
  typed: Partial<Values>;
  /** Typed fields that a colleague changed: to be taken or kept before it can be saved. */
  notes: Partial<Record<keyof Values, Note>>;
}

export interface Arrival<Values extends object> extends Note {
  version: number;
  values: Values;
  /** What changed, as far as the values do not show it themselves. */
  fields?: readonly string[];
}

export function openForm<Values extends object>(
  version: number,
  saved: Values,
): FollowedForm<Values> {
  return { version, saved, typed: {}, notes: {} };
}

export function fieldsOf<Values extends object>(values: Partial<Values>): (keyof Values)[] {
  return Object.keys(values) as (keyof Values)[];
}

export function valueOf<Values extends object, Field extends keyof Values>(
  { saved, typed }: FollowedForm<Values>,
  field: Field,
): Values[Field] {
  return field in typed ? (typed as Values)[field] : saved[field];
}

export function typeInto<Values extends object, Field extends keyof Values>(
  form: FollowedForm<Values>,
  field: Field,
  value: Values[Field],
): FollowedForm<Values> {
  if (isSame(value, form.saved[field])) return takeTheirs(form, field);
  return { ...form, typed: { ...form.typed, [field]: value } };
}

/** What was typed is dropped for what stands there. */
export function takeTheirs<Values extends object>(
  form: FollowedForm<Values>,
  field: keyof Values,
): FollowedForm<Values> {
  return { ...form, typed: without(form.typed, field), notes: without(form.notes, field) };
}

/** What was typed stays, and may be saved over what was seen beside it. */
export function keepMine<Values extends object>(
  form: FollowedForm<Values>,
  field: keyof Values,
): FollowedForm<Values> {
  return { ...form, notes: without(form.notes, field) };
}

/** A colleague saved: untouched fields follow, touched ones are pointed out. */
export function follow<Values extends object>(
  form: FollowedForm<Values>,
  { version, values, by, at, fields = [] }: Arrival<Values>,
): FollowedForm<Values> {
  if (version < form.version) return form;
  const touched = fieldsOf<Values>(form.typed);
  const agreed = touched.filter((field) => isSame(form.typed[field], values[field]));
  const noted = touched.filter(
    (field) =>
      !agreed.includes(field) &&
      (fields.includes(String(field)) || !isSame(values[field], form.saved[field])),
  );
  let next: FollowedForm<Values> = { ...form, version, saved: values };
  for (const field of agreed) next = takeTheirs(next, field);
  for (const field of noted) next = { ...next, notes: { ...next.notes, [field]: { by, at } } };
  return next;
}

/** All that was typed when it was sent stands there now; what was typed since is kept. */
export function settle<Values extends object>(
  form: FollowedForm<Values>,
  sent: Partial<Values>,
  { version, values }: { version: number; values: Values },
): FollowedForm<Values> {
  const rest = fieldsOf<Values>(form.typed).filter(
    (field) => !(field in sent) || !isSame(form.typed[field], sent[field]),
  );
  const typed = Object.fromEntries(rest.map((field) => [field, form.typed[field]]));
  return { version, saved: values, typed: typed as Partial<Values>, notes: {} };
}

function without<Whole extends object>(whole: Whole, field: PropertyKey): Whole {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field)) as Whole;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
