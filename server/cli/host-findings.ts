import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { arch, freemem, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { type Finding, verbatim } from './finding.ts';
import { missingPackages, runPackages } from './host-packages.ts';

const GIB = 2 ** 30;
const LEAST_FREE_DISK_GIB = 2;
/** The server, the engine and two machines. */
const LEAST_MEMORY_GIB = 1.5;

/** What this computer is and has, before anything of ours runs on it. */
export function hostFindings(home: string): Finding[] {
  return [system(), root(), memory(), disk(home), packages()];
}

function system(): Finding {
  const isLinux = process.platform === 'linux';
  const name = isLinux ? distribution() : process.platform;
  return {
    id: 'system',
    state: isLinux ? 'there' : 'wrong',
    found: verbatim(`${name}, ${process.platform} ${release()} ${arch()}, Node ${process.version}`),
    ...(isLinux ? {} : { next: { ko: 'Debian 12에서 실행하세요.', en: 'Run it on Debian 12.' } }),
  };
}

function distribution(): string {
  if (!existsSync('/etc/os-release')) return 'Linux';
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
}

function root(): Finding {
  if (process.getuid?.() === 0) return { id: 'root', state: 'there', found: { ko: 'root 권한이 있어요.', en: 'This is root.' } };
  return {
    id: 'root',
    state: 'wrong',
    found: { ko: 'root가 아니에요.', en: 'This is not root.' },
    next: { ko: 'sudo로 실행하거나 `su -`로 root가 되세요.', en: 'Use sudo, or become root with `su -`.' },
  };
}

function memory(): Finding {
  const total = (totalmem() / GIB).toFixed(1);
  const free = (freemem() / GIB).toFixed(1);
  const isEnough = totalmem() >= LEAST_MEMORY_GIB * GIB;
  return {
    id: 'memory',
    state: isEnough ? 'there' : 'wrong',
    found: { ko: `메모리 ${total} GiB 중 ${free} GiB가 비어 있어요.`, en: `Memory: ${free} of ${total} GiB are free.` },
    ...(isEnough ? {} : { next: { ko: '메모리가 2 GiB 이상인 컴퓨터를 쓰세요.', en: 'Use a computer with 2 GiB or more.' } }),
  };
}

function disk(home: string): Finding {
  const place = nearestExisting(home);
  const { bavail, bsize } = statfsSync(place);
  const freeGib = (bavail * bsize) / GIB;
  const isEnough = freeGib >= LEAST_FREE_DISK_GIB;
  return {
    id: 'disk',
    state: isEnough ? 'there' : 'wrong',
    found: {
      ko: `${place}의 디스크에 ${freeGib.toFixed(1)} GiB가 비어 있어요.`,
      en: `Disk of ${place}: ${freeGib.toFixed(1)} GiB are free.`,
    },
    ...(isEnough
      ? {}
      : {
          next: {
            ko: '2 GiB 이상 비우거나 VETHLAB_HOME을 다른 디스크로 지정하세요.',
            en: 'Make 2 GiB of room, or set VETHLAB_HOME to another disk.',
          },
        }),
  };
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function packages(): Finding {
  const missing = missingPackages(runPackages);
  if (missing.length === 0) {
    return {
      id: 'packages',
      state: 'there',
      found: { ko: '필요한 Debian 패키지가 모두 있어요.', en: 'Every Debian package is there.' },
    };
  }
  return {
    id: 'packages',
    state: 'missing',
    found: { ko: `없는 Debian 패키지: ${missing.join(', ')}`, en: `Debian packages are missing: ${missing.join(', ')}` },
    next: { ko: '`npm start`가 설치해요.', en: '`npm start` installs them.' },
  };
}
