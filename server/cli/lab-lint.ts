import { resolve } from 'node:path';
import { type LabFault, LabFaults } from '../../labs/core/lab-faults.ts';
import { loadLabsWithChecks } from '../../labs/core/load-checks.ts';
import { EXIT_FAILED, EXIT_WELL, type ExitCode } from './exit-codes.ts';
import { say } from './language.js';

/** Reads every lab in a folder, texts and checks, and prints all that is wrong with them. */
export async function lintLabs(path: string, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const { labs, faults } = await read(resolve(path));
  if (json) console.log(JSON.stringify({ labs, faults }));
  else print(labs, faults);
  const isClean = faults.length === 0 && labs.length > 0;
  return isClean ? EXIT_WELL : EXIT_FAILED;
}

async function read(root: string): Promise<{ labs: string[]; faults: readonly LabFault[] }> {
  try {
    return { labs: (await loadLabsWithChecks(root)).map(({ lab }) => lab.slug), faults: [] };
  } catch (error) {
    if (error instanceof LabFaults) return { labs: [], faults: error.faults };
    throw error;
  }
}

function print(labs: readonly string[], faults: readonly LabFault[]): void {
  for (const { file, line, message } of faults) console.log(`${file}:${line}: ${message}`);
  if (faults.length > 0) {
    console.log(say({ ko: `\n잘못을 ${faults.length}개 찾았어요.`, en: `\n${faults.length} faults.` }));
  } else if (labs.length === 0) {
    console.log(say({ ko: '이 폴더에는 실습이 없어요.', en: 'There is no lab in this folder.' }));
  } else {
    console.log(say({ ko: `잘못이 없어요: ${labs.join(', ')}`, en: `Nothing wrong: ${labs.join(', ')}` }));
  }
}
