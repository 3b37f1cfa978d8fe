import { pictureOf } from '../../labs/core/picture/picture-of.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { ListedSession } from '../admin/admin-answers.ts';
import { readEnv } from '../env.ts';
import { followSession, listSessions, NoAnswer, observeSession } from './ask-server.ts';
import { drawNetwork } from './drawing/draw-network.ts';
import { EXIT_FAILED, EXIT_WELL, EXIT_WRONG_USAGE, type ExitCode } from './exit-codes.ts';
import { say } from './language.js';
import { plainJson } from './plain-json.ts';

export interface ObserveOptions {
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** Where output is no terminal: as wide as most drawings need. */
const USUAL_WIDTH = 120;
const CLEAR_SCREEN = '\u001b[H\u001b[2J\u001b[3J';

/** Draws the network of a session's machine, once or at each change. Without a session it lists those that have a machine. */
export async function observe(wanted: string | undefined, options: ObserveOptions): Promise<ExitCode> {
  const { home } = readEnv();
  try {
    const sessions = await listSessions(home);
    if (wanted === undefined) return list(sessions, options);
    const matching = sessions.filter(({ id }) => id.startsWith(wanted));
    const [session] = matching;
    if (session === undefined || matching.length > 1) return refuse(wanted, matching.length);
    if (options.watch) return await watch(home, session.id, options);
    show(await observeSession(home, session.id), options);
    return EXIT_WELL;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    console.error(explain(error, home));
    return EXIT_FAILED;
  }
}

async function watch(home: string, id: string, options: ObserveOptions): Promise<ExitCode> {
  for await (const observation of followSession(home, id)) {
    if (!options.json) process.stdout.write(process.stdout.isTTY ? CLEAR_SCREEN : '\n');
    show(observation, options);
  }
  console.error(say({ ko: '머신이 꺼졌어요.', en: 'The machine has ended.' }));
  return EXIT_WELL;
}

function show(observation: Observation, { json = false }: ObserveOptions): void {
  process.stdout.write(json ? `${plainJson(observation)}\n` : drawing(observation));
}

function drawing(observation: Observation): string {
  const { isTTY, columns } = process.stdout;
  const width = isTTY ? columns : USUAL_WIDTH;
  return drawNetwork(pictureOf(observation), { say, width, hasColours: isTTY && process.stdout.hasColors() });
}

function list(sessions: readonly ListedSession[], { json = false }: ObserveOptions): ExitCode {
  if (json) console.log(JSON.stringify({ sessions }));
  else if (sessions.length === 0)
    console.log(say({ ko: '머신이 켜져 있는 세션이 없어요.', en: 'No session has a machine now.' }));
  else for (const session of sessions) console.log(row(session));
  return EXIT_WELL;
}

function row({ id, lab, step, machine, since }: ListedSession): string {
  const state = machine === 'ready' ? say({ ko: '켜짐', en: 'ready' }) : say({ ko: '준비 중', en: 'starting' });
  return `${id}  ${lab}/${step}  ${state}  ${new Date(since).toISOString()}`;
}

function refuse(wanted: string, count: number): ExitCode {
  const none = say({
    ko: `${wanted}(으)로 시작하는 세션 중에 머신이 켜져 있는 것이 없어요. \`vethlab observe\`로 목록을 보세요.`,
    en: `No session that begins with ${wanted} has a machine. \`vethlab observe\` lists those that have.`,
  });
  const many = say({
    ko: `${wanted}(으)로 시작하는 세션이 ${count}개예요. 더 길게 적어 주세요.`,
    en: `${count} sessions begin with ${wanted}: type more of the one you mean.`,
  });
  console.error(count === 0 ? none : many);
  return EXIT_WRONG_USAGE;
}

function explain({ why }: NoAnswer, home: string): string {
  const texts: Record<NoAnswer['why'], string> = {
    'not-running': say({
      ko: `${home}에서 켜져 있는 서버가 없어요. \`npm start\`로 켜세요. 다른 집이면 VETHLAB_HOME을 정하세요.`,
      en: `No server runs in ${home}. Start it with \`npm start\`, or set VETHLAB_HOME to the home of yours.`,
    }),
    'not-allowed': say({
      ko: '서버를 켠 사용자만 볼 수 있어요. sudo로 다시 실행하세요.',
      en: 'Only whoever started the server may look: run it with sudo.',
    }),
    'no-machine': say({ ko: '이 세션에는 켜져 있는 머신이 없어요.', en: 'This session has no machine now.' }),
    failed: say({
      ko: '서버가 머신을 들여다보지 못했어요. 잠시 뒤에 다시 해 보세요.',
      en: 'The server could not look at the machine. Try again in a moment.',
    }),
  };
  return texts[why];
}
