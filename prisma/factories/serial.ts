let last = 0;

/** A number that this process has not used yet; keeps what must be unique apart. */
export function serial(): number {
  last += 1;
  return last;
}
