import { both } from '../_text/both.ts';

/** Every sentence of /check-my-browser. `limits` and `problem` say what it means and what to do. */
export const checkTexts = both({
  en: {
    title: 'Is this browser ready for a lab?',
    lead: 'Takes a few seconds. Nothing is installed, and nothing you do here is kept.',
    noScript: 'This check, and the labs, need JavaScript. Allow it for this site and load the page again.',
    link: 'Check my browser',
    again: 'Check again',
    running: 'Checking…',
    yourTurn: 'Your turn',
    states: { ok: 'OK', limits: 'Works with limits', problem: 'Problem' },
    overall: {
      running: 'Checking…',
      ok: 'This browser is ready.',
      limits: 'This browser works, with limits. They are listed below.',
      problem: 'Something would get in the way of a lab. See what to do below.',
    },
    checks: {
      websocket: {
        title: 'WebSocket',
        ok: 'Terminals have a direct connection.',
        limits: '',
        problem:
          'Something between you and the server blocks WebSockets: a proxy, a VPN or a virus scanner. Terminals go on over HTTP by themselves. Ask your network’s people to let WebSockets to this address through.',
      },
      streaming: {
        title: 'Streaming over HTTP',
        ok: 'What the server says comes at once.',
        limits:
          'Something on the way holds answers back and passes them on late. Steps turn green late. Another network or browser helps.',
        problem:
          'Streams do not get through, so steps cannot turn green by themselves. Try another network, or without VPN and virus scanner.',
      },
      latency: {
        title: 'Latency',
        ok: '{ms} ms there and back. Typing feels immediate.',
        limits: '{ms} ms there and back. Typing works, and lags a little behind.',
        problem: '{ms} ms there and back: typing lags. Use a cable or a nearer Wi-Fi, and pause downloads.',
      },
      cookies: {
        title: 'Cookies',
        ok: 'The server recognises you, so you can come back to your machine.',
        limits: '',
        problem: 'The server’s cookie does not come back. Allow cookies for this site: without one nobody can have a machine.',
      },
      webgl: {
        title: 'Graphics (WebGL)',
        ok: 'The terminal draws on the graphics card.',
        limits: 'No graphics card for web pages here. The terminal draws a little slower; everything works.',
        problem: '',
      },
      screen: {
        title: 'Screen',
        ok: '{width} × {height}. Lesson and terminal fit side by side.',
        limits: '{width} × {height}. Lesson and terminal take turns. A wider window, or less zoom, shows both.',
        problem: '',
      },
      clipboard: {
        title: 'Clipboard',
        ok: 'Copying and pasting work.',
        limits: 'Copying by button works. To paste use the keyboard (Ctrl+V or ⌘V), or allow clipboard access for this site.',
        problem:
          'The page may not use the clipboard. Select text and copy it with the keyboard; pasting with the keyboard works.',
        button: 'Copy and read back',
      },
      ime: {
        title: 'Typing Hangul',
        ok: '“{text}” came from an input method. Typing Hangul works.',
        limits: '“{text}” came, but not from an input method. That is fine if you pasted it or do not type Korean.',
        problem: 'The letters did not join into a syllable. Switch your keyboard’s input method to Korean and type 한글 again.',
        label: 'Type a Hangul syllable, for instance 한. You can leave this out if you do not type Korean.',
      },
    },
    summary: {
      title: 'For your instructor',
      body: 'Copy this and send it if something is amiss.',
      copy: 'Copy',
      copied: 'Copied',
    },
  },
  ko: {
    title: '이 브라우저로 실습할 수 있나요?',
    lead: '몇 초면 끝나요. 설치하는 것도, 저장하는 것도 없어요.',
    noScript: '이 점검과 실습에는 JavaScript가 필요해요. 이 사이트에서 JavaScript를 허용하고 다시 열어 주세요.',
    link: '브라우저 점검',
    again: '다시 점검',
    running: '점검하는 중…',
    yourTurn: '직접 해 보세요',
    states: { ok: '정상', limits: '제한 있음', problem: '문제 있음' },
    overall: {
      running: '점검하는 중…',
      ok: '바로 실습할 수 있어요.',
      limits: '실습할 수 있지만 제한이 있어요. 아래를 확인해 주세요.',
      problem: '실습에 방해가 될 문제가 있어요. 아래에서 해결 방법을 확인해 주세요.',
    },
    checks: {
      websocket: {
        title: 'WebSocket',
        ok: '터미널이 서버에 바로 연결돼요.',
        limits: '',
        problem:
          '프록시나 VPN, 백신이 WebSocket을 막고 있어요. 터미널은 알아서 HTTP로 연결돼요. 네트워크 담당자에게 이 주소의 WebSocket을 허용해 달라고 요청하세요.',
      },
      streaming: {
        title: 'HTTP 스트리밍',
        ok: '서버 소식이 바로바로 도착해요.',
        limits:
          '중간에서 응답을 모았다가 늦게 넘겨주고 있어요. 단계가 늦게 초록색으로 바뀔 수 있어요. 다른 네트워크나 브라우저를 써 보세요.',
        problem:
          '스트림이 막혀서 단계가 저절로 초록색으로 바뀌지 않아요. 다른 네트워크를 쓰거나 VPN과 백신을 끄고 다시 해 보세요.',
      },
      latency: {
        title: '지연 시간',
        ok: '왕복 {ms} ms예요. 입력하는 대로 바로 보여요.',
        limits: '왕복 {ms} ms예요. 입력한 글자가 조금 늦게 보일 수 있어요.',
        problem: '왕복 {ms} ms라서 입력이 눈에 띄게 밀려요. 유선이나 가까운 Wi-Fi를 쓰고, 다운로드는 잠시 멈춰 주세요.',
      },
      cookies: {
        title: '쿠키',
        ok: '서버가 다시 알아봐요. 나중에 와도 쓰던 머신으로 이어져요.',
        limits: '',
        problem: '서버가 준 쿠키가 돌아오지 않아요. 이 사이트의 쿠키를 허용해 주세요. 쿠키가 없으면 머신을 받을 수 없어요.',
      },
      webgl: {
        title: '그래픽(WebGL)',
        ok: '터미널을 그래픽 카드로 그려요.',
        limits: '웹 페이지에서 그래픽 카드를 쓸 수 없어요. 터미널이 조금 느리게 그려질 뿐 모두 잘 돼요.',
        problem: '',
      },
      screen: {
        title: '화면',
        ok: '{width} × {height}. 설명과 터미널을 나란히 볼 수 있어요.',
        limits: '{width} × {height}. 설명과 터미널을 번갈아 봐야 해요. 창을 넓히거나 배율을 줄이면 나란히 보여요.',
        problem: '',
      },
      clipboard: {
        title: '클립보드',
        ok: '복사와 붙여 넣기가 모두 돼요.',
        limits: '복사 버튼은 돼요. 붙여 넣기는 키보드(Ctrl+V 또는 ⌘V)로 하거나, 이 사이트의 클립보드 접근을 허용해 주세요.',
        problem: '페이지가 클립보드를 쓸 수 없어요. 글을 선택해서 키보드로 복사하고, 붙여 넣기도 키보드로 하면 돼요.',
        button: '복사하고 읽어 보기',
      },
      ime: {
        title: '한글 입력',
        ok: '“{text}” 잘 들어왔어요. 한글 입력기가 정상으로 동작해요.',
        limits: '“{text}” 들어왔지만 한글 입력기를 거치지는 않았어요. 붙여 넣은 것이라면 괜찮아요.',
        problem: '자모가 한 글자로 합쳐지지 않았어요. 키보드를 한글로 바꾸고 “한글”을 다시 입력해 보세요.',
        label: '한글을 한 글자 입력해 보세요. 예를 들면 ‘한’이에요. 한글을 쓰지 않으면 건너뛰어도 돼요.',
      },
    },
    summary: {
      title: '강사에게 보낼 요약',
      body: '문제가 있으면 복사해서 보내 주세요.',
      copy: '복사',
      copied: '복사했어요',
    },
  },
});

export type CheckText = (typeof checkTexts)['en'];
