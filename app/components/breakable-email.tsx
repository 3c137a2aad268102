import { Fragment } from 'react';

/** An e-mail that breaks, if it must, after "@" or a full stop: never within a word. */
export function BreakableEmail({ email }: { email: string }) {
  return email.split(/(?<=[@.])/).map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
