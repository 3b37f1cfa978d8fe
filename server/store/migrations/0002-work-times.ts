import type { Migration } from 'kysely';

export const workTimesMigration: Migration = {
  async up({ schema }) {
    await schema
      .createTable('work_times')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('work_ms', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('one_time_per_step', ['session_id', 'step'])
      .execute();
  },
};
