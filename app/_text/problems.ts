import type { LocalText } from '../../labs/core/local-text.ts';
import type { ProblemCode } from '../../server/protocol/problems.ts';

/** What the page itself may run into before the server can say anything. */
export type Trouble = ProblemCode | 'unreachable' | 'page-incomplete';

export interface ProblemText {
  /** What happened. */
  readonly title: LocalText;
  /** What to do next. */
  readonly next: LocalText;
}

/** The wording of every problem a person may see; a code without wording does not compile. */
export const problemTexts: Readonly<Record<Trouble, ProblemText>> = {
  unreachable: {
    title: { ko: '서버에 닿지 못했어요.', en: 'The server could not be reached.' },
    next: { ko: '인터넷 연결을 확인하고 다시 시도해 주세요.', en: 'Check your connection and try again.' },
  },
  'page-incomplete': {
    title: { ko: '페이지의 일부를 불러오지 못했어요.', en: 'A part of this page could not be loaded.' },
    next: {
      ko: '연결이 잠깐 끊겼거나 사이트가 새 버전으로 바뀌었을 수 있어요. 페이지를 새로 고쳐 주세요. 진행 상황과 머신은 그대로예요.',
      en: 'The connection may have failed, or the site may have a new version. Reload the page: your progress and your machine stay as they are.',
    },
  },
  internal: {
    title: { ko: '저희 쪽에서 문제가 생겼어요.', en: 'Something went wrong on our side.' },
    next: {
      ko: '다시 시도해 보고, 그래도 안 되면 신고 번호를 알려 주세요.',
      en: 'Try again. If it keeps happening, tell us the report number.',
    },
  },
  'bad-request': {
    title: { ko: '서버가 이 요청을 이해하지 못했어요.', en: 'The server did not understand this request.' },
    next: { ko: '페이지를 새로 고치고 다시 시도해 주세요.', en: 'Reload the page and try again.' },
  },
  'not-signed-in': {
    title: { ko: '이 브라우저의 쿠키가 없어졌어요.', en: 'This browser’s cookie is missing.' },
    next: {
      ko: '쿠키를 허용했는지 확인하고 페이지를 새로 고쳐 주세요.',
      en: 'Allow cookies for this site and reload the page.',
    },
  },
  'foreign-origin': {
    title: { ko: '다른 사이트에서 온 요청이라 막았어요.', en: 'The request came from another site, so it was refused.' },
    next: { ko: '주소창의 주소로 직접 열어 주세요.', en: 'Open Vethlab by its own address.' },
  },
  'not-your-session': {
    title: { ko: '다른 사람의 세션이에요.', en: 'This session belongs to someone else.' },
    next: {
      ko: '페이지를 새로 고치면 내 세션으로 이어져요.',
      en: 'Reload the page to continue with your own.',
    },
  },
  'no-such-lab': {
    title: { ko: '이런 실습은 없어요.', en: 'There is no such lab.' },
    next: { ko: '전체 실습에서 골라 주세요.', en: 'Choose one from the list of labs.' },
  },
  'no-such-step': {
    title: { ko: '이런 단계는 없어요.', en: 'There is no such step.' },
    next: { ko: '단계 목록에서 골라 주세요.', en: 'Choose one from the list of steps.' },
  },
  'no-such-session': {
    title: { ko: '세션을 찾을 수 없어요.', en: 'The session was not found.' },
    next: { ko: '페이지를 새로 고쳐 주세요.', en: 'Reload the page.' },
  },
  'no-such-terminal': {
    title: { ko: '이미 닫힌 터미널이에요.', en: 'This terminal is closed already.' },
    next: { ko: '새 터미널을 열어 주세요.', en: 'Open a new one.' },
  },
  'no-such-page': {
    title: { ko: '주소를 찾을 수 없어요.', en: 'This address leads nowhere.' },
    next: { ko: '전체 실습으로 돌아가 주세요.', en: 'Go back to the list of labs.' },
  },
  'method-not-allowed': {
    title: { ko: '여기서는 할 수 없는 요청이에요.', en: 'This request is not possible here.' },
    next: { ko: '페이지를 새로 고치고 다시 시도해 주세요.', en: 'Reload the page and try again.' },
  },
  'too-large': {
    title: { ko: '보낸 내용이 너무 길어요.', en: 'What was sent is too long.' },
    next: { ko: '짧게 줄여서 다시 보내 주세요.', en: 'Shorten it and send it again.' },
  },
  'too-many-requests': {
    title: { ko: '요청이 너무 잦아요.', en: 'That was a lot of requests at once.' },
    next: { ko: '몇 초 뒤에 다시 시도해 주세요.', en: 'Wait a few seconds and try again.' },
  },
  'too-many-terminals': {
    title: { ko: '터미널은 여섯 개까지 열 수 있어요.', en: 'Six terminals are open, and that is the limit.' },
    next: { ko: '쓰지 않는 터미널을 닫아 주세요.', en: 'Close one you do not need.' },
  },
  'session-ended': {
    title: { ko: '머신이 꺼져 있어요.', en: 'The machine has ended.' },
    next: { ko: '새 머신을 켜면 이 단계부터 이어져요.', en: 'Start a new one; it continues at this step.' },
  },
  'session-not-ready': {
    title: { ko: '머신이 아직 켜지는 중이에요.', en: 'The machine is still starting.' },
    next: { ko: '다 켜진 뒤에 다시 시도해 주세요.', en: 'Try again once it is up.' },
  },
  'no-question': {
    title: { ko: '이 단계에는 질문이 없어요.', en: 'This step asks no question.' },
    next: { ko: '페이지를 새로 고쳐 주세요.', en: 'Reload the page.' },
  },
  'lab-not-finished': {
    title: { ko: '아직 통과하지 못한 단계가 있어요.', en: 'Some steps have not passed yet.' },
    next: { ko: '남은 단계를 마치면 수료증을 받을 수 있어요.', en: 'Finish them, and the certificate is yours.' },
  },
  'no-such-recording': {
    title: { ko: '이 터미널의 기록이 없어요.', en: 'There is no recording of this terminal.' },
    next: { ko: '오래된 기록은 지워져요. 다른 터미널을 골라 보세요.', en: 'Old ones are removed. Try another terminal.' },
  },
  'no-such-certificate': {
    title: { ko: '유효한 수료증이 아니에요.', en: 'This is not a valid certificate.' },
    next: { ko: '받은 링크가 잘리지 않았는지 확인해 주세요.', en: 'Check that the link is complete.' },
  },
  'setup-failed': {
    title: { ko: '이 단계를 준비하지 못했어요.', en: 'This step could not be prepared on your machine.' },
    next: {
      ko: '‘이 단계 다시 준비하기’를 누르거나, 새 머신으로 바꿔 주세요.',
      en: 'Set the step up again, or take a fresh machine.',
    },
  },
  'check-failed-to-look': {
    title: {
      ko: '머신의 상태를 읽지 못했어요. 틀렸다는 뜻은 아니에요.',
      en: 'The machine’s state could not be read. That does not mean you were wrong.',
    },
    next: {
      ko: '잠시 뒤에 다시 확인해 주세요. 계속되면 새 머신으로 바꿔 주세요.',
      en: 'Check again in a moment. If it keeps happening, take a fresh machine.',
    },
  },
  'server-stopping': {
    title: { ko: '서버가 다시 시작되고 있어요.', en: 'The server is restarting.' },
    next: { ko: '곧 알아서 다시 연결돼요. 머신은 그대로예요.', en: 'It reconnects by itself soon. Your machine keeps running.' },
  },
  'sandbox/engine-unreachable': {
    title: { ko: '머신을 돌리는 엔진이 응답하지 않아요.', en: 'The engine that runs the machines does not answer.' },
    next: {
      ko: '복구되면 다시 시도해 주세요. 진행 상황은 남아 있어요.',
      en: 'Try again when it is back. Your progress is kept.',
    },
  },
  'sandbox/image-missing': {
    title: { ko: '머신 이미지가 서버에 없어요.', en: 'The machine’s image is not on the server.' },
    next: {
      ko: '서버를 운영하는 분에게 알려 주세요. `npm start`가 이미지를 다시 만들어요.',
      en: 'Tell whoever runs the server: `npm start` builds it again.',
    },
  },
  'network-has-its-share': {
    title: {
      ko: '같은 네트워크에서 켤 수 있는 머신을 모두 쓰고 있어요.',
      en: 'Your network has as many machines as one network may have here.',
    },
    next: {
      ko: '같은 네트워크의 누군가가 머신을 종료하면 켤 수 있어요. 수업이라면 운영자에게 한도(`VETHLAB_MACHINES_PER_ADDRESS`)를 늘려 달라고 해 주세요.',
      en: 'Once somebody on your network ends theirs, you can start. For a class, ask whoever runs this server to raise `VETHLAB_MACHINES_PER_ADDRESS`.',
    },
  },
  'sandbox/out-of-capacity': {
    title: {
      ko: '대기하는 사람이 너무 많아서 줄에 설 수 없어요.',
      en: 'So many people are waiting that the queue is closed for now.',
    },
    next: {
      ko: '몇 분 뒤에 다시 시도해 주세요. 설명은 계속 읽을 수 있어요.',
      en: 'Try again in a few minutes. You can keep reading.',
    },
  },
  'sandbox/boot-failed': {
    title: { ko: '머신이 켜지다가 멈췄어요. 한 번 더 시도했지만 안 됐어요.', en: 'The machine stopped while starting, twice.' },
    next: { ko: '다시 시도해 주세요. 진행 상황은 남아 있어요.', en: 'Try again. Your progress is kept.' },
  },
  'sandbox/boot-timeout': {
    title: { ko: '머신이 제시간에 켜지지 않았어요.', en: 'The machine took too long to start.' },
    next: { ko: '서버가 바쁠 수 있어요. 잠시 뒤에 다시 시도해 주세요.', en: 'The server may be busy. Try again in a moment.' },
  },
  'sandbox/exec-timeout': {
    title: { ko: '머신이 제시간에 응답하지 않았어요.', en: 'The machine did not answer in time.' },
    next: {
      ko: '무거운 프로그램이 돌고 있다면 멈추거나, 새 머신으로 바꿔 주세요.',
      en: 'Stop what keeps it busy, or take a fresh machine.',
    },
  },
  'sandbox/terminal-failed': {
    title: { ko: '터미널을 열지 못했어요.', en: 'The terminal could not be opened.' },
    next: { ko: '다시 열어 보고, 안 되면 새 머신으로 바꿔 주세요.', en: 'Open it again, or take a fresh machine.' },
  },
  'sandbox/connect-failed': {
    title: { ko: '머신에 연결하지 못했어요.', en: 'The machine did not take the connection.' },
    next: { ko: '다시 해 보고, 계속 안 되면 새 머신으로 바꿔 주세요.', en: 'Try again; if it goes on, take a fresh machine.' },
  },
  'sandbox/observer-failed': {
    title: { ko: '머신의 상태를 잠시 읽지 못하고 있어요.', en: 'The machine’s state cannot be read for the moment.' },
    next: { ko: '그대로 계속해도 돼요. 곧 다시 확인할게요.', en: 'Carry on. Checks come back by themselves.' },
  },
  'sandbox/gone': {
    title: { ko: '머신이 사라졌어요.', en: 'The machine is gone.' },
    next: { ko: '새 머신을 켜 주세요. 진행 상황은 남아 있어요.', en: 'Start a new one. Your progress is kept.' },
  },
};
