# reason: nothing-went-out
ping -c 2 192.168.0.2
