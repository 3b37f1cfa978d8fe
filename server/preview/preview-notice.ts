import type { ServerResponse } from 'node:http';
import type { LocalText } from '../../labs/core/local-text.ts';

/** Why a preview shows nothing. */
export type PreviewTrouble = 'unknown' | 'not-listening' | 'unreachable' | 'slow' | 'not-http' | 'busy' | 'failed';

interface Notice {
  readonly status: number;
  readonly title: LocalText;
  readonly body: LocalText;
}

/** `{port}` stands for the port's number. */
const notices: Readonly<Record<PreviewTrouble, Notice>> = {
  unknown: {
    status: 404,
    title: { en: 'This preview is no longer there', ko: '더 이상 볼 수 없는 미리보기예요' },
    body: {
      en: 'Its machine has ended, or the address is incomplete. Open the port again from the lab’s page.',
      ko: '머신이 꺼졌거나 주소가 온전하지 않아요. 실습 페이지에서 포트를 다시 열어 주세요.',
    },
  },
  'not-listening': {
    status: 502,
    title: { en: 'Nothing listens on port {port} now', ko: '지금은 {port}번 포트에서 기다리는 서버가 없어요' },
    body: {
      en: 'Start the server in your machine, or publish the container’s port, then load this page again.',
      ko: '머신에서 서버를 켜거나 컨테이너의 포트를 공개한 다음, 이 페이지를 새로 고쳐 주세요.',
    },
  },
  unreachable: {
    status: 502,
    title: { en: 'Port {port} cannot be reached', ko: '{port}번 포트까지 가는 길이 없어요' },
    body: {
      en: 'Inside the machine no way leads to it. A rule, a route or a link may be in between: the map shows where.',
      ko: '머신 안에서 그 포트로 이어지는 길이 막혀 있어요. 규칙, 경로, 링크 중 어디가 문제인지 지도에서 살펴보세요.',
    },
  },
  slow: {
    status: 504,
    title: { en: 'Port {port} does not answer', ko: '{port}번 포트가 응답하지 않아요' },
    body: {
      en: 'Something takes the connection but says nothing, or a rule drops the packets. Look at the machine, then load this page again.',
      ko: '연결은 받았지만 답이 없거나, 규칙이 패킷을 버리고 있어요. 머신을 살펴본 다음 이 페이지를 새로 고쳐 주세요.',
    },
  },
  'not-http': {
    status: 502,
    title: { en: 'Port {port} does not speak HTTP', ko: '{port}번 포트는 HTTP로 통신하지 않아요' },
    body: {
      en: 'Something listens there, but it is no web server, or it broke off. Try it from the terminal.',
      ko: '서버가 있긴 하지만 웹 서버가 아니거나, 도중에 연결을 끊었어요. 터미널에서 확인해 보세요.',
    },
  },
  busy: {
    status: 503,
    title: { en: 'Too many connections at once', ko: '연결이 한꺼번에 너무 많이 열려 있어요' },
    body: {
      en: 'Close some of this machine’s preview tabs, then load this page again.',
      ko: '이 머신의 미리보기 탭을 몇 개 닫고, 이 페이지를 새로 고쳐 주세요.',
    },
  },
  failed: {
    status: 502,
    title: { en: 'The machine did not take the connection', ko: '머신에 연결하지 못했어요' },
    body: {
      en: 'Load this page again. If it goes on, take a fresh machine on the lab’s page.',
      ko: '이 페이지를 새로 고쳐 보고, 계속 안 되면 실습 페이지에서 새 머신으로 바꿔 주세요.',
    },
  },
};

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const STYLE =
  ':root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;' +
  'font:1rem/1.7 Pretendard,system-ui,sans-serif;word-break:keep-all}main{max-width:34rem;padding:1.5rem}h1{font-size:1.375rem;line-height:1.4}';

export interface NoticeOptions {
  readonly port: number | undefined;
  /** The visitor's `Accept-Language`. */
  readonly languages: string | undefined;
}

export function troubleStatus(trouble: PreviewTrouble): number {
  return notices[trouble].status;
}

/** Shows a page of ours in the preview's place. Nothing of what a person sent is in it. */
export function sendNotice(response: ServerResponse, trouble: PreviewTrouble, { port, languages }: NoticeOptions): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, title, body } = notices[trouble];
  const locale = languageOf(languages);
  const say = (text: LocalText) => text[locale].replace('{port}', String(port ?? ''));
  const html =
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${say(title)}</title><style>${STYLE}</style><main><h1>${say(title)}</h1><p>${say(body)}</p></main></html>\n`;
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    // What was sent with the request may lie unread on the connection.
    Connection: 'close',
  });
  response.end(html);
}

/** Browsers name the languages in the order of preference. */
function languageOf(languages: string | undefined): 'ko' | 'en' {
  const names = (languages ?? '').toLowerCase().split(',');
  const known = names.map((name) => /^\s*(ko|en)\b/.exec(name)?.[1]).find((name) => name !== undefined);
  return known === 'ko' ? 'ko' : 'en';
}
