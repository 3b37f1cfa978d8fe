import { stopEngine } from '../../sandbox/engine/stop-engine.ts';
import { readEnv } from '../env.ts';
import { endServer } from './end-server.ts';
import { EXIT_FAILED, EXIT_WELL, type ExitCode } from './exit-codes.ts';
import { say } from './language.js';

/** What `down` found and ended. */
interface Ended {
  readonly home: string;
  readonly server: number | undefined;
  readonly engine: boolean;
  readonly containers: number;
}

/** Ends server, sandboxes and engine of `VETHLAB_HOME`, in this order, and says what it did. Data stay. */
export async function down({ json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const { home } = readEnv();
  if (process.getuid?.() !== 0) {
    console.error(
      say({ ko: 'root만 엔진을 끌 수 있어요. sudo로 다시 실행하세요.', en: 'Only root can end the engine: run it with sudo.' }),
    );
    return EXIT_FAILED;
  }
  const server = await endServer(home);
  const { wasRunning, containers } = await stopEngine(home);
  const ended: Ended = { home, server, engine: wasRunning, containers };
  if (json) console.log(JSON.stringify({ ...ended, server: server ?? null }));
  else for (const line of report(ended)) console.log(line);
  return EXIT_WELL;
}

function report({ home, server, engine, containers }: Ended): string[] {
  if (server === undefined && !engine) {
    return [say({ ko: `${home}에는 켜져 있는 것이 없어요.`, en: `Nothing is running in ${home}.` })];
  }
  const lines = [
    server !== undefined && say({ ko: `서버를 껐어요(pid ${server}).`, en: `Ended the server (pid ${server}).` }),
    engine &&
      say({ ko: `컨테이너 ${containers}개와 엔진을 껐어요.`, en: `Removed ${containers} containers and ended the engine.` }),
    say({ ko: `데이터와 이미지는 ${home}에 남아 있어요.`, en: `Data and images stay in ${home}.` }),
  ];
  return lines.filter((line) => line !== false);
}
