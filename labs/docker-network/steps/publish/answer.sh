iptables -t nat -S DOCKER | sed -n 's/.*--dport 8080 .*--to-destination //p'
