import { expect, it } from 'vitest';
import { send } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';

const setting = useTestApp();

it('tells operators how many jobs there are, and how long the oldest has been due', async () => {
  await setting.owner.$executeRaw`
    INSERT INTO background.jobs (name, payload, attempts_max, run_at, state, finished_at)
    VALUES ('tea.brew', '{}', 1, now() - interval '90 seconds', 'waiting', NULL),
      ('tea.brew', '{}', 1, now() + interval '1 hour', 'waiting', NULL),
      ('tea.brew', '{}', 1, now(), 'failed', now()),
      ('tea.pour', '{}', 1, now() + interval '1 hour', 'waiting', NULL)`;
  const { text } = await send(setting.app, '/metrics');
  expect(text).toContain('tandem_jobs{name="tea.brew",state="waiting"} 2');
  expect(text).toContain('tandem_jobs{name="tea.brew",state="failed"} 1');
  const oldest = /oldest_waiting_seconds\{name="tea\.brew"\} ([\d.]+)/.exec(text)?.[1];
  expect(Number(oldest)).toBeGreaterThan(89);
  expect(text).toContain('oldest_waiting_seconds{name="tea.pour"} 0');
});
