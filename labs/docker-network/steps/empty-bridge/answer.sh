brctl show docker0 | awk '$1 == "docker0" { print $2 }'
