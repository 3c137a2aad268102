/**
 * Told at once, not found out later: what nobody tells of is noticed after 15 seconds at the earliest.
 * Generous, because machines are shared; how soon it is told is measured in `bench/`. Milliseconds.
 */
export const soonMs = 5_000;
