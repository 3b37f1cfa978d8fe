import type { Migration } from 'kysely';

export const recordingChoiceMigration: Migration = {
  async up({ schema }) {
    await schema
      .alterTable('sessions')
      .addColumn('is_recorded', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
