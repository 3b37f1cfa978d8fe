[ -z "${PS1:-}" ] && return
PS1='\[\e[1;32m\]\u@\h\[\e[0m\]:\[\e[1;34m\]\w\[\e[0m\]\$ '
# On the client, `docker` says that it is another computer.
[ "$HOSTNAME" = client ] && PATH=/usr/lib/vethlab/client-bin:$PATH
HISTCONTROL=ignoreboth
HISTSIZE=5000
# Written at each prompt and read anew on Ctrl-X Ctrl-R, so that the next machine goes on with it.
[ "$HOSTNAME" = client ] && HISTFILE=/root/.bash_history_client
PROMPT_COMMAND='history -a'
bind -x '"\C-x\C-r": history -c; history -r'
shopt -s histappend checkwinsize
alias ls='ls --color=auto' ll='ls -l' grep='grep --color=auto'
[ -r /usr/share/bash-completion/bash_completion ] && . /usr/share/bash-completion/bash_completion
