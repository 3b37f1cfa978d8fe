# reason: gateway-mismatch
ip address flush dev docker0
ip address add 172.30.0.1/16 dev docker0
