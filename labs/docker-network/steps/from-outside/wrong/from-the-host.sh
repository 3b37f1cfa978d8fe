# reason: from-host-only
curl -s http://192.168.0.10:8080/
