import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { disposable } from './lifecycle.ts';
import { StartFailure } from './start-failure.ts';

/**
 * Keeps a second server out of this home: two would adopt, and remove, each other's sandboxes. SQLite takes an advisory
 * lock for us, which Node has no call for and which the kernel gives back whatever way the process ends.
 */
export function lockHome(home: string): Disposable {
  const database = openLock(home);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (cause) {
    database.close();
    throw new StartFailure(
      { en: `Another Vethlab server already runs in ${home}.`, ko: `${home}에서 이미 다른 Vethlab 서버가 돌고 있어요.` },
      {
        en: 'Use that one, stop it, or give this one a home of its own: VETHLAB_HOME=/var/lib/vethlab-2',
        ko: '그 서버를 쓰거나 멈추거나, 이 서버에 다른 집을 정해 주세요: VETHLAB_HOME=/var/lib/vethlab-2',
      },
      { cause },
    );
  }
  return disposable(() => database.close());
}

function openLock(home: string): DatabaseSync {
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 });
    return new DatabaseSync(join(home, 'server.lock'));
  } catch (cause) {
    throw new StartFailure(
      { en: `The server cannot write in ${home}.`, ko: `서버가 ${home}에 쓸 수 없어요.` },
      {
        en: 'Start as root, or set VETHLAB_HOME to a folder of yours.',
        ko: 'root로 시작하거나 VETHLAB_HOME을 쓸 수 있는 폴더로 정하세요.',
      },
      { cause },
    );
  }
}
