#!/usr/bin/env bash
# Starts Mainstay by the README's command in an empty home and asks it one question.
set -u
home=$(mktemp -d)
chmod 755 "$home"
export MAINSTAY_HOME="$home/home" PORT=${PORT:-3917} LOG_LEVEL=warn
npm start >"$home/output" 2>&1 &
server=$!
trap 'kill -TERM $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$home"' EXIT
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
