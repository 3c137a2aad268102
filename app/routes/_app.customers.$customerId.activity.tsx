import { Paper } from '@mantine/core';
import { useParams } from '@remix-run/react';
import { ActivityList } from '#app/features/event/activity-list.tsx';

/** Every event of the customer; the layout has read the first page. */
export default function CustomerActivity() {
  const customerId = Number(useParams()['customerId']);
  return (
    <Paper withBorder radius="md" maw={880}>
      <ActivityList customerId={customerId} />
    </Paper>
  );
}
