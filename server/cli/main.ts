import { Command } from 'commander';
import { EXIT_WRONG_USAGE, type ExitCode } from './exit-codes.ts';
import { say } from './language.js';

/** Commands are loaded when they are called, so that `--help` answers at once. */
const program = new Command('vethlab')
  .description(say({ ko: 'Vethlab 서버와 실습을 돌보는 도구예요.', en: 'Looks after a Vethlab server and its labs.' }))
  .addHelpText('after', exitCodeHelp())
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE));

program
  .command('doctor')
  .description(
    say({
      ko: '무엇이 있고 무엇이 없는지, 무엇을 하면 되는지 알려 줘요.',
      en: 'Tells what is there, what is missing and what to do.',
    }),
  )
  .option('--json', say({ ko: '프로그램이 읽을 JSON으로 출력', en: 'print JSON for a program to read' }))
  .addHelpText('after', exitCodeHelp())
  .action(async (options) => end((await import('./doctor.ts')).doctor(options)));

program
  .command('down')
  .description(
    say({
      ko: '서버, 실습 머신, 엔진을 모두 끄고 흔적을 지워요.',
      en: 'Ends the server, every sandbox and the engine, and leaves nothing behind.',
    }),
  )
  .option('--json', say({ ko: '프로그램이 읽을 JSON으로 출력', en: 'print JSON for a program to read' }))
  .addHelpText('after', exitCodeHelp())
  .action(async (options) => end((await import('./down.ts')).down(options)));

program
  .command('observe')
  .description(
    say({
      ko: '실습 머신의 네트워크를 그림으로 보여 줘요. 세션을 적지 않으면 목록을 보여 줘요.',
      en: 'Draws the network of a session’s machine. Without a session it lists those that have one.',
    }),
  )
  .argument('[session]', say({ ko: '세션 ID 또는 그 앞부분', en: 'the id of a session, or how it begins' }))
  .option('--watch', say({ ko: '바뀔 때마다 다시 그리기', en: 'draw again at each change' }))
  .option('--json', say({ ko: '프로그램이 읽을 JSON으로 출력', en: 'print JSON for a program to read' }))
  .addHelpText('after', exitCodeHelp())
  .action(async (session, options) => end((await import('./observe.ts')).observe(session, options)));

const lab = program.command('lab').description(say({ ko: '실습을 만드는 사람을 위한 명령이에요.', en: 'For authors of labs.' }));

lab
  .command('lint')
  .description(
    say({ ko: '실습 파일의 잘못을 파일과 줄 번호로 알려 줘요.', en: 'Lists what is wrong with lab files, with file and line.' }),
  )
  .argument('[path]', say({ ko: '실습들이 있는 폴더', en: 'the folder that holds the labs' }), 'labs')
  .option('--json', say({ ko: '프로그램이 읽을 JSON으로 출력', en: 'print JSON for a program to read' }))
  .addHelpText('after', exitCodeHelp())
  .action(async (path, options) => end((await import('./lab-lint.ts')).lintLabs(path, options)));

lab
  .command('test')
  .description(
    say({
      ko: '진짜 머신에서 1단계부터 끝까지 정답을 실행하고 판정을 확인해요.',
      en: 'Solves the steps one by one on a real machine and looks at the verdicts.',
    }),
  )
  .argument('<lab>', say({ ko: '실습 이름(예: docker-network)', en: 'the name of the lab, such as docker-network' }))
  .addHelpText('after', exitCodeHelp())
  .action(async (slug) => end((await import('./lab-test.ts')).testLab(slug)));

await program.parseAsync();

async function end(outcome: Promise<ExitCode>): Promise<void> {
  process.exitCode = await outcome;
}

function exitCodeHelp(): string {
  return `\n${say({
    ko: '종료 코드: 0 문제없음 · 1 문제를 찾았거나 실패함 · 2 잘못된 사용법',
    en: 'Exit codes: 0 all is well · 1 something was found or failed · 2 wrong usage',
  })}\n`;
}
