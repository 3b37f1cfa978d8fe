import { readEnv } from '../env.ts';
import { EXIT_FAILED, EXIT_WELL, type ExitCode } from './exit-codes.ts';
import { printFinding } from './finding.ts';
import { hostFindings } from './host-findings.ts';
import { say } from './language.js';
import { productFindings } from './product-findings.ts';

/**
 * Says what is there, what set-up will bring and what a person has to mend. Changes nothing.
 * Exit code 1 when something has to be mended; what `npm start` brings by itself is no failure.
 */
export async function doctor({ json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const env = readEnv();
  const findings = [...hostFindings(env.home), ...(await productFindings(env))];
  const isWell = findings.every((finding) => finding.state !== 'wrong');
  if (json) {
    console.log(JSON.stringify({ isWell, findings }));
  } else {
    for (const finding of findings) printFinding(finding);
    console.log(isWell ? say(WELL) : say(NOT_WELL));
  }
  return isWell ? EXIT_WELL : EXIT_FAILED;
}

const WELL = { ko: '\n✗ 표시가 없으니 `npm start`를 쓸 수 있어요.', en: '\nNothing stands in the way of `npm start`.' };
const NOT_WELL = { ko: '\n✗ 표시가 있는 것부터 해결하세요.', en: '\nMend what is marked ✗ first.' };
