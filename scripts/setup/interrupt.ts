import { SetupProblem } from '../bootstrap/setup-problem.js';

/**
 * Aborts at the first Ctrl-C or SIGTERM. A set-up that is interrupted still has to put back what it changed
 * on the host, so it must end by itself and not by the signal.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => controller.abort(interrupted(signal)));
  }
  return controller.signal;
}

function interrupted(signal: string): SetupProblem {
  return new SetupProblem(
    { ko: `준비하던 중에 멈췄어요(${signal}).`, en: `Set-up was interrupted (${signal}).` },
    {
      ko: '같은 명령을 다시 실행하면 끝난 단계 다음부터 이어서 해요.',
      en: 'Run the same command again: it goes on after the stages that are done.',
    },
  );
}
