import { readFile } from 'node:fs/promises';

/** The numbers of certificates that the operator has taken back: a file, one number a line, `#` for remarks. */
export async function isRevoked(path: string, number: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').some((line) => line.replace(/#.*/, '').trim().toUpperCase() === number);
}
