import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { PROJECT_DIRECTORY } from './project.js';
import { SetupProblem } from './setup-problem.js';

const MINIMUM_FREE_BYTES = 2 * 1024 ** 3;

/** Refuses, with one sentence, a computer on which set-up cannot get anywhere. */
export function checkMachine() {
  checkSystem();
  checkRoot();
  checkDisk(PROJECT_DIRECTORY);
}

function checkSystem() {
  if (process.platform !== 'linux') {
    throw new SetupProblem(
      {
        ko: `Vethlab의 실습 머신는 Linux에서만 돌아가요. 여기는 ${process.platform}이에요.`,
        en: `Vethlab runs its machines on Linux only; this is ${process.platform}.`,
      },
      { ko: 'Debian 12 가상 머신이나 서버에서 실행하세요.', en: 'Run it in a Debian 12 virtual machine or on a server.' },
    );
  }
}

function checkRoot() {
  if (process.getuid?.() === 0) return;
  const next = isOnPath('sudo')
    ? { ko: '`sudo npm start`처럼 sudo를 붙여 다시 실행하세요.', en: 'Run it again with sudo, such as `sudo npm start`.' }
    : {
        ko: '이 컴퓨터에는 sudo가 없으니 `su -`로 root가 된 뒤 다시 실행하세요.',
        en: 'There is no sudo here: become root with `su -` and run it again.',
      };
  throw new SetupProblem(
    { ko: '패키지와 실습용 엔진을 준비하려면 root 권한이 필요해요.', en: 'Setting up packages and the engine needs root.' },
    next,
  );
}

/**
 * @param {string} directory on the file system to look at; need not exist yet
 */
export function checkDisk(directory) {
  const existing = nearestExisting(directory);
  const { bavail, bsize } = statfsSync(existing);
  if (bavail * bsize >= MINIMUM_FREE_BYTES) return;
  const freeMib = Math.floor((bavail * bsize) / 1024 ** 2);
  throw new SetupProblem(
    {
      ko: `${existing}의 디스크에 ${freeMib} MiB만 남았어요. 2 GiB 이상 필요해요.`,
      en: `Only ${freeMib} MiB are free on the disk of ${existing}; at least 2 GiB are needed.`,
    },
    {
      ko: '공간을 비운 뒤 다시 실행하세요. 다른 디스크를 쓰려면 VETHLAB_HOME을 지정하세요.',
      en: 'Make room and run it again, or set VETHLAB_HOME to a directory on another disk.',
    },
  );
}

/** @param {string} path @returns {string} */
function nearestExisting(path) {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

/** @param {string} command */
export function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => isExecutable(join(directory, command)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
