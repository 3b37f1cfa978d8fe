# reason: no-exchange
nsenter -t $(docker inspect -f '{{.State.Pid}}' web) -n ip neigh replace 172.17.0.2 lladdr 02:42:ac:11:00:02 dev eth0
nsenter -t $(docker inspect -f '{{.State.Pid}}' exporter) -n ip neigh replace 172.17.0.3 lladdr 02:42:ac:11:00:03 dev eth0
ping -c 1 172.17.0.2
ping -c 1 172.17.0.3
