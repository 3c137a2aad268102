/** It can't touch balances or history but through the functions made for it. */
const applicationRole = 'tandem_app';

/** Settings of every application connection; the tail of events uses them too. */
export function sessionOptions(statementTimeoutMs: number): string {
  return [
    `-c role=${applicationRole}`,
    `-c statement_timeout=${statementTimeoutMs}`,
    '-c idle_in_transaction_session_timeout=10000',
    '-c lock_timeout=5000',
    '-c timezone=UTC',
  ].join(' ');
}
