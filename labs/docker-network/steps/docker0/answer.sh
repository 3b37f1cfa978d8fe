ip -br -4 address show dev docker0 | awk '{ print $3 }'
