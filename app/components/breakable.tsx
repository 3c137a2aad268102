import { Fragment } from 'react';

/** A login or an e-mail that breaks, if it must, after a sign in it: never within a word. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._-])/).map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
