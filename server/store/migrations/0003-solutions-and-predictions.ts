import type { Migration } from 'kysely';

export const solutionsAndPredictionsMigration: Migration = {
  async up({ schema }) {
    await schema
      .createTable('revealed_solutions')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('revealed_at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('one_revealing_per_step', ['session_id', 'step'])
      .execute();
    await schema
      .createTable('predictions')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('prediction', 'text', (column) => column.notNull())
      .addColumn('choice', 'text', (column) => column.notNull())
      .addColumn('predicted_at', 'integer', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('came_at', 'integer')
      .addPrimaryKeyConstraint('one_choice_per_prediction', ['session_id', 'step', 'prediction'])
      .execute();
  },
};
