import { userInfo } from 'node:os';

const { homedir, shell, username } = userInfo();

export const HOME = homedir;
export const SHELL = shell ?? '/bin/bash';

/** What programs on this machine are started with. The server's own environment holds its secrets and is not passed on. */
export const learnerEnvironment: Readonly<Record<string, string>> = {
  HOME,
  SHELL,
  USER: username,
  LOGNAME: username,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};
