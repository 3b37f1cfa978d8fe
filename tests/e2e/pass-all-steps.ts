import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { loadLabs } from '../../labs/core/load-lab.ts';
import type { Classroom } from './classroom.ts';
import { LAB } from './lab-page.ts';

/** As if the only learner had passed every step, two minutes each. The server reads it at its next start. */
export async function passAllSteps({ home }: Classroom): Promise<void> {
  const [lab] = (await loadLabs(join(import.meta.dirname, '../../labs'))).filter(({ slug }) => slug === LAB);
  using store = new DatabaseSync(join(home.home, 'vethlab.sqlite'), { timeout: 5000 });
  const { id } = store.prepare('SELECT id FROM sessions').get() as { id: string };
  for (const step of lab?.steps ?? []) {
    for (const task of step.hasQuestion ? ['check', 'question'] : ['check']) {
      store
        .prepare('INSERT OR REPLACE INTO tasks (session_id, step, task, passed_at) VALUES (?, ?, ?, ?)')
        .run(id, step.id, task, Date.now());
    }
    store.prepare('INSERT OR REPLACE INTO work_times (session_id, step, work_ms) VALUES (?, ?, ?)').run(id, step.id, 120_000);
  }
}
