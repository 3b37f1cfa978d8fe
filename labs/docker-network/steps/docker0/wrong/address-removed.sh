# reason: no-address
ip address flush dev docker0
