# reason: no-exchange
ping -c 1 172.17.0.2
ping -c 1 172.17.0.3
