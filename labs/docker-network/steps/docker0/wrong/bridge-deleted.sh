# reason: docker0-missing
ip link delete docker0
