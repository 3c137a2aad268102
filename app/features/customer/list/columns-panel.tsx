import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Popover,
  SegmentedControl,
  Stack,
  Text,
} from '@mantine/core';
import type { Announcements, DragEndEvent } from '@dnd-kit/core';
import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconGripVertical, IconPin, IconPinFilled } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayoutColumn } from '#server/features/layout/schema.ts';
import { densities } from '#server/features/layout/schema.ts';
import type { CustomerColumn } from '#server/shared/customer-filter.ts';
import { customerColumns } from '#server/shared/customer-filter.ts';
import { defaultColumns, withColumn, withOrder } from './list-columns.ts';
import type { ListLayout } from './use-list-layout.ts';
import './columns-panel.css';

interface Props {
  target: ReactElement;
  layout: ListLayout;
}

/** Which columns are shown, in which order, which of them stay in sight, and how close rows stand. */
export function ColumnsPanel({ target, layout }: Props) {
  const { t } = useTranslation('customer');
  return (
    <Popover
      defaultOpened
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown aria-label={t('columns.title')}>
        <Panel {...layout} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Panel({ layout, change }: ListLayout) {
  const { t } = useTranslation('customer');
  const columns = layout.columns ?? defaultColumns;
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('columns.density')}
        value={layout.density}
        data={densities.map((value) => ({ value, label: t(`columns.${value}`) }))}
        onChange={(value) => {
          const density = densities.find((each) => each === value);
          if (density !== undefined) change({ density });
        }}
      />
      <SortableColumns
        columns={columns}
        onMove={(id, over) => change({ columns: withOrder(layout.columns, id, over) })}
        onChange={(id, changes) => change({ columns: withColumn(layout.columns, id, changes) })}
      />
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {t('columns.widthHint')}
        </Text>
        <Button
          flex="none"
          size="compact-sm"
          variant="subtle"
          onClick={() => change({ columns: null, density: 'regular' })}
        >
          {t('columns.reset')}
        </Button>
      </Group>
    </Stack>
  );
}

interface SortableProps {
  columns: readonly LayoutColumn[];
  onMove: (id: CustomerColumn, over: CustomerColumn) => void;
  onChange: (id: CustomerColumn, changes: Partial<Omit<LayoutColumn, 'id'>>) => void;
}

function SortableColumns({ columns, onMove, onChange }: SortableProps) {
  const { t } = useTranslation('customer');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const announcements = useAnnouncements(columns);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [id, target] = [active.id, over?.id].map((name) =>
      customerColumns.find((each) => each === name),
    );
    if (id !== undefined && target !== undefined && id !== target) onMove(id, target);
  };
  const shownCount = columns.filter(({ isVisible }) => isVisible).length;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('columns.dragHint') },
      }}
    >
      <SortableContext items={columns.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ul className="t-columns">
          {columns.map((column) => (
            <ColumnItem
              key={column.id}
              column={column}
              isLast={column.isVisible && shownCount === 1}
              onChange={(changes) => onChange(column.id, changes)}
            />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

/** What a screen reader is told while a column is moved, in the reader's language. */
function useAnnouncements(columns: readonly LayoutColumn[]): Announcements {
  const { t } = useTranslation('customer');
  const say = (key: 'lifted' | 'over' | 'dropped' | 'cancelled', id: unknown, over: unknown) => {
    const column = columns.find((each) => each.id === id);
    if (column === undefined) return undefined;
    const position = columns.findIndex((each) => each.id === over) + 1;
    return t(`columns.${key}`, { column: t(`column.${column.id}`), position });
  };
  return {
    onDragStart: ({ active }) => say('lifted', active.id, active.id),
    onDragOver: ({ active, over }) => say('over', active.id, over?.id ?? active.id),
    onDragEnd: ({ active, over }) => say('dropped', active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => say('cancelled', active.id, active.id),
  };
}

interface ItemProps {
  column: LayoutColumn;
  /** A list without columns says nothing: the last one stays. */
  isLast: boolean;
  onChange: (changes: Partial<Omit<LayoutColumn, 'id'>>) => void;
}

function ColumnItem({ column, isLast, onChange }: ItemProps) {
  const { t } = useTranslation('customer');
  const label = t(`column.${column.id}`);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } =
    useSortable({ id: column.id });
  const Pin = column.isPinned ? IconPinFilled : IconPin;
  return (
    <li ref={setNodeRef} style={{ transform: CSS.Transform.toString(transform), transition }}>
      <ActionIcon
        ref={setActivatorNodeRef}
        className="t-columns-grip"
        size="sm"
        {...attributes}
        {...listeners}
        aria-roledescription={undefined}
        aria-label={t('columns.move', { column: label })}
      >
        <IconGripVertical size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <Checkbox
        size="xs"
        label={label}
        checked={column.isVisible}
        disabled={isLast}
        onChange={({ currentTarget }) => onChange({ isVisible: currentTarget.checked })}
      />
      <ActionIcon
        size="sm"
        color={column.isPinned ? 'accent' : 'gray'}
        aria-pressed={column.isPinned}
        aria-label={t('columns.pin', { column: label })}
        title={t('columns.pin', { column: label })}
        onClick={() => onChange({ isPinned: !column.isPinned })}
      >
        <Pin size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
