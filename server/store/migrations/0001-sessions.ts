import type { Kysely, Migration } from 'kysely';

type Schema = Kysely<unknown>['schema'];

export const sessionsMigration: Migration = {
  async up({ schema }) {
    await createPeople(schema);
    await createMachines(schema);
    await createProgress(schema);
    await createVerdicts(schema);
  },
};

async function createPeople(schema: Schema): Promise<void> {
  await schema
    .createTable('learners')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('learner_id', 'text', (column) => column.notNull().references('learners.id').onDelete('cascade'))
    .addColumn('lab', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('machine_state', 'text', (column) => column.notNull())
    .addColumn('machine_since', 'integer', (column) => column.notNull())
    .addColumn('end_reason', 'text')
    .addColumn('problem', 'text')
    .addColumn('expires_at', 'integer')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addUniqueConstraint('one_session_per_learner_and_lab', ['learner_id', 'lab'])
    .execute();
}

async function createMachines(schema: Schema): Promise<void> {
  await schema
    .createTable('sandboxes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('use', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text', (column) => column.references('sessions.id').onDelete('set null'))
    .addColumn('flavour', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('baselines')
    .addColumn('sandbox_id', 'text', (column) => column.notNull().references('sandboxes.id').onDelete('cascade'))
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('observation', 'text', (column) => column.notNull())
    .addColumn('taken_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_baseline_per_step', ['sandbox_id', 'step'])
    .execute();
  await schema
    .createTable('terminals')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('machine', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_terminal_per_name', ['session_id', 'name'])
    .execute();
}

async function createProgress(schema: Schema): Promise<void> {
  await schema
    .createTable('steps')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_row_per_step', ['session_id', 'step'])
    .execute();
  await schema
    .createTable('tasks')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('passed_at', 'integer')
    .addColumn('verdict', 'text')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('one_row_per_task', ['session_id', 'step', 'task'])
    .execute();
}

async function createVerdicts(schema: Schema): Promise<void> {
  await schema
    .createTable('verdicts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id').onDelete('cascade'))
    .addColumn('sandbox_id', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('at', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('verdicts_by_session').on('verdicts').columns(['session_id', 'id']).execute();
}
