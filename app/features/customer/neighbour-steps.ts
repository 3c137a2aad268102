/**
 * Steps from customer to customer by key. Whoever is quick presses again while the next customer, or
 * who stands beside them, is still on the way: such a press waits for them and is taken from there.
 * Module state, because each customer's page is a new one.
 */
import { useEffect, useRef } from 'react';

export type Step = 'previous' | 'next';

/** More than that is a key that lies under something. */
const waitingMax = 20;
/** From a press until the router says that it is leading somewhere. */
const startMaxMs = 1000;

let underway: { customerId: number; at: number } | null = null;
let waiting: Step[] = [];

/** A step that a link takes. */
export function noteStep(customerId: number) {
  underway = { customerId, at: Date.now() };
}

interface Options {
  customerId: number;
  /** Who stands beside them has been answered. */
  isKnown: boolean;
  /** The router leads to another page. */
  isLeaving: boolean;
  /** Leads on; the id of the one it leads to, null at the list's end. */
  go: (step: Step) => number | null;
}

/** @returns takes a step, or keeps it until it can be taken; false if there is nowhere to go */
export function useSteps({ customerId, isKnown, isLeaving, go }: Options): (step: Step) => boolean {
  const take = (step: Step): boolean => {
    const target = go(step);
    if (target === null) return false;
    noteStep(target);
    return true;
  };
  const isNew = useRef(true);
  useEffect(() => {
    // Led here by something else: what was pressed elsewhere is over.
    if (isNew.current && underway !== null && underway.customerId !== customerId) waiting = [];
    if (isNew.current || underway?.customerId === customerId) underway = null;
    isNew.current = false;
    if (!isKnown || isUnderway()) return;
    const step = waiting.shift();
    if (step !== undefined && !take(step)) waiting = [];
  });
  const isUnderway = () =>
    underway !== null && (isLeaving || Date.now() - underway.at < startMaxMs);
  return (step) => {
    if (isKnown && !isUnderway()) return take(step);
    if (waiting.length < waitingMax) waiting.push(step);
    return true;
  };
}
