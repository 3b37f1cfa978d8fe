import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { disposable } from './lifecycle.ts';
import { StartFailure } from './start-failure.ts';

/** Weeks of a class; with the older file, at most twice as much is taken of the disk. */
const MOST_BYTES = 10 * 1024 * 1024;

export interface LogFile extends Disposable {
  write(line: string): void;
}

/** Appends lines to a file that only its owner may read. When it is full it becomes `PATH.1`, in place of the one before. */
export function openLogFile(path: string, mostBytes = MOST_BYTES): LogFile {
  let file = open(path);
  const append = (line: string) => {
    if (file.bytes + Buffer.byteLength(line) > mostBytes && file.bytes > 0) file = rotate(path, file);
    file.bytes += writeSync(file.descriptor, line);
  };
  return {
    write(line) {
      try {
        append(line);
      } catch {
        // A full disk costs the line, not the server.
      }
    },
    ...disposable(() => closeSync(file.descriptor)),
  };
}

interface OpenFile {
  readonly descriptor: number;
  bytes: number;
}

function rotate(path: string, full: OpenFile): OpenFile {
  renameSync(path, `${path}.1`);
  const next = open(path);
  closeSync(full.descriptor);
  return next;
}

function open(path: string): OpenFile {
  try {
    const descriptor = openSync(path, 'a', 0o600);
    return { descriptor, bytes: fstatSync(descriptor).size };
  } catch (cause) {
    throw new StartFailure(
      { en: `The server cannot write its log to ${path}.`, ko: `서버가 ${path}에 로그를 쓸 수 없어요.` },
      {
        en: 'Remove what is in the way, or set VETHLAB_HOME to a folder of yours.',
        ko: '그 자리에 있는 것을 치우거나 VETHLAB_HOME을 쓸 수 있는 폴더로 정하세요.',
      },
      { cause },
    );
  }
}
