# reason: nothing-went-out
ping -c 1 192.168.0.2
