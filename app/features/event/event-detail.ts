/** One line below an event's title. */
export interface EventDetail {
  text: string;
  /** The same with nothing left out, where `text` was shortened. */
  whole: string | null;
}

const shownMax = 80;

/** A long value's beginning; by whole characters, so that none is cut in two. */
export function shortened(value: string): string {
  const characters = Array.from(value);
  return characters.length > shownMax
    ? `${characters.slice(0, shownMax).join('').trimEnd()}…`
    : value;
}

/** A line of values, each of them shortened if it is long; `say` puts the line together. */
export function detailOf<Name extends string>(
  values: Record<Name, string>,
  say: (values: Record<Name, string>) => string,
): EventDetail {
  const short = { ...values };
  for (const name of Object.keys(values) as Name[]) short[name] = shortened(values[name]);
  const whole = say(values);
  const text = say(short);
  return { text, whole: text === whole ? null : whole };
}
