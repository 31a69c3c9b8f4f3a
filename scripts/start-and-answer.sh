#!/usr/bin/env bash
# Starts Mainstay by the README's command in an empty home and asks it one question.
set -u
home=$(mktemp -d)
chmod 755 "$home"
free_port='const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
export MAINSTAY_HOME="$home/home" PORT="${PORT:-$(node -e "$free_port")}" LOG_LEVEL=warn
# A session of its own: npm does not hand a signal on to the server, so the whole group is ended.
setsid npm start >"$home/output" 2>&1 &
server=$!
end() {
  kill -TERM -- "-$server" 2>/dev/null
  while kill -0 -- "-$server" 2>/dev/null; do sleep 0.2; done
  rm -rf "$home"
}
trap end EXIT
begin=$SECONDS
until curl -fsS "http://localhost:$PORT/readyz" >/dev/null 2>&1; do
  if ! kill -0 $server 2>/dev/null || [ $((SECONDS - begin)) -gt 120 ]; then
    echo "not ready after $((SECONDS - begin)) s:"
    cat "$home/output"
    exit 1
  fi
  sleep 0.5
done
echo "ready after $((SECONDS - begin)) s"
node scripts/ask.js "http://localhost:$PORT" "How long does delivery take?" || { cat "$home/output"; exit 1; }
