# Ends the servers of a process that has ended, however it ended: its side of our standard input closes even on kill -9.
# Lines read: "watch PID SIGNAL", "forget PID", "signal PID SIGNAL".
trap '' HUP INT TERM
watched=''
while read -r verb pid signal; do
  case "$verb" in
    watch) watched="$watched $pid:$signal" ;;
    forget)
      rest=''
      for entry in $watched; do
        case "$entry" in "$pid":*) ;; *) rest="$rest $entry" ;; esac
      done
      watched="$rest" ;;
    signal) kill -s "$signal" "$pid" 2>/dev/null ;;
  esac
done
for entry in $watched; do kill -s "${entry#*:}" "${entry%%:*}" 2>/dev/null; done
rounds=0
while [ "$rounds" -lt 80 ]; do
  alive=''
  for entry in $watched; do
    if kill -s 0 "${entry%%:*}" 2>/dev/null; then alive="$alive $entry"; fi
  done
  if [ -z "$alive" ]; then exit 0; fi
  watched="$alive"
  rounds=$((rounds + 1))
  sleep 0.1
done
for entry in $watched; do kill -s KILL "${entry%%:*}" 2>/dev/null; done
