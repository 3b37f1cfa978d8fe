/** @import { LocalText } from '../../labs/core/local-text.ts' */
import { join, relative } from 'node:path';
import { say } from '../../server/cli/language.js';
import { StageLog } from './logged-command.js';
import { PROJECT_DIRECTORY } from './project.js';
import { SetupProblem } from './setup-problem.js';

/**
 * One thing that set-up brings about. `isUpToDate` looks at the machine itself, or at a stamp, and must be quick:
 * a second start runs all of them. `explain` turns a failure that people can mend into a `SetupProblem`.
 * @typedef {object} Stage
 * @property {string} id names the log file
 * @property {LocalText} name
 * @property {() => boolean | Promise<boolean>} isUpToDate
 * @property {(log: StageLog) => Promise<void>} run
 * @property {(logTail: string) => SetupProblem | undefined} [explain]
 */

const SPINNER_INTERVAL_MS = 200;
/** Where nobody watches a spinner (CI), a line now and then shows that the stage is alive. */
const PLAIN_INTERVAL_MS = 20_000;
const UP_TO_DATE = { ko: '최신 상태', en: 'up to date' };

/**
 * Brings every stage up to date, in order; stops at the first that cannot be. An abort ends the command that runs,
 * lets its stage tidy up and rejects.
 * @param {readonly Stage[]} stages
 * @param {AbortSignal} [aborted]
 */
export async function runStages(stages, aborted) {
  for (const stage of stages) {
    aborted?.throwIfAborted();
    await runStage(stage, aborted);
  }
}

/**
 * @param {Stage} stage
 * @param {AbortSignal} [aborted]
 */
async function runStage(stage, aborted) {
  const startedAt = performance.now();
  if (await stage.isUpToDate()) {
    print('✓', stage, say(UP_TO_DATE));
    return;
  }
  const log = new StageLog(join(PROJECT_DIRECTORY, '.vethlab', 'logs', `${stage.id}.log`), aborted);
  const stopProgress = showProgress(stage, log, startedAt);
  try {
    await stage.run(log);
    stopProgress();
    print('✓', stage, elapsed(startedAt));
  } catch (error) {
    stopProgress();
    aborted?.throwIfAborted();
    print('✗', stage, elapsed(startedAt));
    printTail(log);
    throw problemOf(error, stage, log);
  } finally {
    await log.close();
  }
}

/**
 * @param {unknown} error
 * @param {Stage} stage
 * @param {StageLog} log
 */
function problemOf(error, stage, log) {
  if (error instanceof SetupProblem) return error;
  const explained = stage.explain?.(log.tail.join('\n'));
  if (explained !== undefined) return explained;
  const why = error instanceof Error ? error.message : String(error);
  const path = relative(process.cwd(), log.path);
  return new SetupProblem(
    { ko: `'${stage.name.ko}' 단계가 실패했어요: ${why}`, en: `The stage "${stage.name.en}" failed: ${why}` },
    {
      ko: `${path}에 전체 기록이 있어요. 원인을 고친 뒤 같은 명령을 다시 실행하세요.`,
      en: `The whole log is in ${path}. Mend the cause and run the same command again.`,
    },
    { cause: error },
  );
}

/**
 * @param {Stage} stage
 * @param {StageLog} log
 * @param {number} startedAt
 */
function showProgress(stage, log, startedAt) {
  if (!process.stderr.isTTY) {
    print('→', stage, '…');
    const timer = setInterval(() => print(' ', stage, `${elapsed(startedAt)}  ${log.lastLine.slice(0, 100)}`), PLAIN_INTERVAL_MS);
    return () => clearInterval(timer);
  }
  const timer = setInterval(() => {
    const line = `${stageLine('…', stage, elapsed(startedAt))}  ${log.lastLine}`;
    process.stderr.write(`\r\x1b[2K${line.slice(0, process.stderr.columns - 1)}`);
  }, SPINNER_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\x1b[2K');
  };
}

/** @param {StageLog} log */
function printTail(log) {
  for (const line of log.tail) console.error(`    | ${line}`);
}

/**
 * @param {string} mark
 * @param {Stage} stage
 * @param {string} state
 */
function print(mark, stage, state) {
  console.error(stageLine(mark, stage, state));
}

/**
 * @param {string} mark
 * @param {Stage} stage
 * @param {string} state
 */
function stageLine(mark, stage, state) {
  return `${mark} ${padCells(say(stage.name), 24)} ${state}`;
}

/**
 * Pads to a number of terminal cells; a Hangul syllable takes two.
 * @param {string} text
 * @param {number} cells
 */
function padCells(text, cells) {
  const width = [...text].reduce((sum, character) => sum + (/\p{Script=Hangul}/u.test(character) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, cells - width));
}

/** @param {number} startedAt */
function elapsed(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
